using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;

namespace SqueezeFlow.Core.Storage;

/// <summary>Rows that belong together: a store commits all of them or none, replacing rows of the same key.</summary>
/// <param name="Bars">Bars, any markets and timeframes.</param>
/// <param name="Ledger">Ledger rows that cover exactly the bars committed so far.</param>
/// <param name="Gaps">Gaps found or filled.</param>
public sealed record StoreWrite(IReadOnlyList<BarRow> Bars, IReadOnlyList<LedgerRun> Ledger, IReadOnlyList<Gap> Gaps)
{
    /// <summary>What the rows of their markets contain with this write: stored with them or not at all, whatever happens in between.</summary>
    public IReadOnlyList<StoredPosition> Positions { get; init; } = [];
}
