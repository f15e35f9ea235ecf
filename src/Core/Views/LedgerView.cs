using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;

namespace SqueezeFlow.Core.Views;

/// <summary>What is known of a market's completeness over a range.</summary>
/// <param name="Market">Market id.</param>
/// <param name="From">Start of the range, inclusive.</param>
/// <param name="To">End of the range, exclusive.</param>
/// <param name="CompleteMinutes">Minutes proven complete.</param>
/// <param name="PartialMinutes">Minutes known to miss something.</param>
/// <param name="UnknownMinutes">Minutes without evidence.</param>
/// <param name="Runs">Runs of minutes with one verdict, in time order.</param>
/// <param name="Gaps">Gaps that touch the range, in time order.</param>
public sealed record LedgerView(
    string Market,
    DateTimeOffset From,
    DateTimeOffset To,
    long CompleteMinutes,
    long PartialMinutes,
    long UnknownMinutes,
    IReadOnlyList<LedgerRun> Runs,
    IReadOnlyList<Gap> Gaps);
