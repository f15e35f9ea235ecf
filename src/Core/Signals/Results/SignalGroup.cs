namespace SqueezeFlow.Core.Signals.Results;

/// <summary>Statistics of some entry signals.</summary>
/// <param name="Name">What they have in common: a tier, a base coin, or <c>total</c>.</param>
/// <param name="Signals">How many there are.</param>
/// <param name="Pending">Those without an end yet.</param>
/// <param name="Profitable">Those that closed with a gain.</param>
/// <param name="Unprofitable">Those that closed with a loss.</param>
/// <param name="Expired">Those that grew too old, or closed with neither gain nor loss.</param>
/// <param name="Cancelled">Those that were refused.</param>
/// <param name="WinRate">Profitable ones as a fraction of profitable and unprofitable ones; null when there are none of both.</param>
/// <param name="ProfitUsd">Sum of all gains and losses after fees, USD.</param>
/// <param name="MeanProfitUsd">Mean gain of a closed position, USD; null when none has closed.</param>
/// <param name="MeanHoldingMinutes">Mean minutes that a closed position was held; null when none has closed.</param>
public sealed record SignalGroup(
    string Name,
    long Signals,
    long Pending,
    long Profitable,
    long Unprofitable,
    long Expired,
    long Cancelled,
    double? WinRate,
    double ProfitUsd,
    double? MeanProfitUsd,
    double? MeanHoldingMinutes)
{
    /// <summary>Adds up counts.</summary>
    internal static SignalGroup Of(string name, IReadOnlyCollection<SignalCount> counts)
    {
        var (won, lost) = (Count(ResultKind.Profitable), Count(ResultKind.Unprofitable));
        var closed = counts.Sum(count => count.Closed);
        var profit = counts.Sum(count => count.ProfitUsd);
        return new(
            name,
            counts.Sum(count => count.Signals),
            Count(ResultKind.Pending),
            won,
            lost,
            Count(ResultKind.Expired),
            Count(ResultKind.Cancelled),
            won + lost == 0 ? null : (double)won / (won + lost),
            profit,
            closed == 0 ? null : profit / closed,
            closed == 0 ? null : (double)counts.Sum(count => count.HoldingMinutes) / closed);

        long Count(ResultKind kind) => counts.Where(count => count.Kind == kind).Sum(count => count.Signals);
    }
}
