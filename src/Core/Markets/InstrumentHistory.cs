namespace SqueezeFlow.Core.Markets;

/// <summary>What a venue has said of a market, and from when on: a trade counts by what was in force at its time, however late it comes. Never changes.</summary>
public sealed class InstrumentHistory : IEquatable<InstrumentHistory>
{
    private const int MostVersions = 64;

    private readonly InstrumentVersion[] _versions;

    /// <summary>A history of versions, oldest first; at least one.</summary>
    public InstrumentHistory(IReadOnlyList<InstrumentVersion> versions) => _versions = [.. versions];

    /// <summary>All versions that are remembered, oldest first.</summary>
    public IReadOnlyList<InstrumentVersion> Versions => _versions;

    /// <summary>The latest version.</summary>
    public Instrument Latest => _versions[^1].Instrument;

    /// <summary>A market that has been the same for as long as is known.</summary>
    public static implicit operator InstrumentHistory(Instrument instrument) => Of(instrument);

    /// <summary>A market that has been the same for as long as is known.</summary>
    public static InstrumentHistory Of(Instrument instrument) => new([new(instrument, long.MinValue, long.MinValue)]);

    /// <summary>The version in force at a time; the oldest for any time before it.</summary>
    public Instrument At(long unixMs)
    {
        for (var i = _versions.Length - 1; i > 0; i--)
        {
            if (_versions[i].FromUnixMs <= unixMs)
            {
                return _versions[i].Instrument;
            }
        }

        return _versions[0].Instrument;
    }

    /// <summary>This history with one more version; the same when nothing is new.</summary>
    public InstrumentHistory With(Instrument instrument, long fromUnixMs, long doubtFromUnixMs) =>
        instrument == Latest ? this : new([.. _versions.TakeLast(MostVersions - 1), new(instrument, fromUnixMs, doubtFromUnixMs)]);

    /// <inheritdoc/>
    public bool Equals(InstrumentHistory? other) => other is not null && _versions.AsSpan().SequenceEqual(other._versions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as InstrumentHistory);

    /// <inheritdoc/>
    public override int GetHashCode() => _versions[^1].GetHashCode();
}
