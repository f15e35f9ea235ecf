namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>Which profile a vector's expectation is for.</summary>
internal enum VectorVerdict
{
    /// <summary>The reference system.</summary>
    Original,

    /// <summary>The mended reading.</summary>
    Corrected,

    /// <summary>One expectation for both.</summary>
    Both,
}
