using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Completeness.Ledger;

namespace SqueezeFlow.Core.Completeness;

/// <summary>What was missing of a market where another process left off.</summary>
/// <param name="Holes">Ids that were missing and may still come, the earliest first.</param>
/// <param name="Gaps">Gaps on record that are open.</param>
/// <param name="Ids">Ids counted that another reader may still bring.</param>
/// <param name="Sources">Those of whom it is known how far what they handed over was counted.</param>
/// <param name="Readers">Those who brought trades of the market of late, with the time of the latest trade of each, milliseconds since 1970 UTC.</param>
public sealed record Continuation(
    IReadOnlyList<IdRange> Holes, IReadOnlyList<Gap> Gaps, IReadOnlyList<long> Ids, IReadOnlySet<string> Sources, IReadOnlyDictionary<string, long> Readers)
{
    /// <summary>Ledger rows to which trades may still come: those in which something was missing, and the latest.</summary>
    public IReadOnlyList<LedgerRun> Rows { get; init; } = [];

    /// <summary>Times of the first and last trade that were not counted yet, though what brought them was taken; null when there were none.</summary>
    public (long FromUnixMs, long ThroughUnixMs)? Untold { get; init; }
}
