namespace SqueezeFlow.Storage.Spool;

/// <summary>A batch of points for one policy of the store.</summary>
/// <param name="Policy">Where it belongs; 1 to 255 bytes of UTF-8.</param>
/// <param name="Lines">One line a point, each ended by <c>\n</c> and holding no other.</param>
/// <param name="Points">How many lines.</param>
/// <param name="FirstUnixMs">Earliest time that its points tell of, milliseconds since 1970 UTC.</param>
/// <param name="LastUnixMs">Latest one, inclusive.</param>
public readonly record struct SpoolBatch(string Policy, ReadOnlyMemory<byte> Lines, int Points, long FirstUnixMs, long LastUnixMs)
{
    /// <summary>Its lines belong together: they are sent in one request, however many they are, unless the store refuses them.</summary>
    public bool IsWhole { get; init; }
}
