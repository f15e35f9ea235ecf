namespace SqueezeFlow.Core.Completeness.Ids;

/// <summary>Trade ids that are missing, and the exchange times of the trades on both sides.</summary>
/// <param name="FirstId">First missing id.</param>
/// <param name="LastId">Last missing id.</param>
/// <param name="BeforeUnixMs">Time of the trade before.</param>
/// <param name="AfterUnixMs">Time of the trade after.</param>
public readonly record struct IdRange(long FirstId, long LastId, long BeforeUnixMs, long AfterUnixMs)
{
    /// <summary>How far times may not follow ids, milliseconds: prints of one match may carry different ones.</summary>
    public const long JitterMs = 2_000;

    /// <summary>How many ids.</summary>
    public long Missing => LastId - FirstId + 1;

    /// <summary>Earliest time that a missing trade can have, milliseconds.</summary>
    public long FromUnixMs => Math.Min(BeforeUnixMs, AfterUnixMs);

    /// <summary>Latest time that a missing trade can have, milliseconds.</summary>
    public long ThroughUnixMs => Math.Max(BeforeUnixMs, AfterUnixMs);

    /// <summary>Whether a trade can be one of the missing: its id lies among them, and its time too.</summary>
    public bool Holds(long id, long unixMs) =>
        id >= FirstId && id <= LastId && unixMs >= FromUnixMs - JitterMs && unixMs <= ThroughUnixMs + JitterMs;
}
