namespace SqueezeFlow.Core.Backtest.Measures;

/// <summary>How long closed trades were held, from fill to fill.</summary>
/// <param name="Shortest">Shortest time.</param>
/// <param name="Median">Time that half of them did not exceed.</param>
/// <param name="Average">Mean time.</param>
/// <param name="Longest">Longest time.</param>
public sealed record HoldingTimes(TimeSpan Shortest, TimeSpan Median, TimeSpan Average, TimeSpan Longest)
{
    /// <summary>Times of the closed trades among fills in time order; null without one.</summary>
    public static HoldingTimes? Of(IReadOnlyList<ExecutedOrder> orders)
    {
        var entries = orders.Where(order => !order.IsExit).ToDictionary(order => order.TradeId);
        var times = orders.Where(order => order.IsExit).Select(order => order.BarOpenUnixMs - entries[order.TradeId].BarOpenUnixMs).ToList();
        if (times.Count == 0)
        {
            return null;
        }

        times.Sort();
        var middle = times.Count / 2;
        var median = times.Count % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
        return new(Span(times[0]), Span(median), Span((long)times.Average()), Span(times[^1]));
    }

    private static TimeSpan Span(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
