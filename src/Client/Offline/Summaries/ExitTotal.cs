using SqueezeFlow.Core.Backtest;

namespace SqueezeFlow.Client.Offline.Summaries;

/// <summary>Closed trades of one reason.</summary>
/// <param name="Reason">What closed them.</param>
/// <param name="Count">How many.</param>
/// <param name="Wins">How many gained.</param>
/// <param name="ProfitUsd">Their profit after both fees, USD.</param>
internal sealed record ExitTotal(string Reason, int Count, int Wins, double ProfitUsd)
{
    /// <summary>Totals by reason, the most frequent first.</summary>
    public static IReadOnlyList<ExitTotal> Of(IEnumerable<ExecutedOrder> orders) =>
    [
        .. orders.Where(order => order.IsExit)
            .GroupBy(order => BacktestWords.Of(order.ExitReasons))
            .Select(group => new ExitTotal(group.Key, group.Count(), group.Count(order => order.ProfitUsd > 0), group.Sum(order => order.ProfitUsd ?? 0)))
            .OrderByDescending(total => total.Count)
            .ThenBy(total => total.Reason, StringComparer.Ordinal),
    ];
}
