using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Flow;

/// <summary>The bars of one market in the timeframe that the strategy evaluates: handed over one after another, late flow carried into the next. Not thread-safe.</summary>
public sealed class StrategyBars
{
    private readonly BarPyramid _bars;
    private readonly MarketTotals _totals;

    internal StrategyBars(Timeframe timeframe, BarPyramid bars, MarketTotals totals)
    {
        (Timeframe, _bars, _totals) = (timeframe, bars, totals);
        _bars.Release(long.MinValue);
    }

    /// <summary>Timeframe that the strategy evaluates.</summary>
    public Timeframe Timeframe { get; }

    /// <summary>
    /// The bar that opens at a time, null when it had no trade; late flow of bars handed out before is in it, so
    /// that sums over bars stay true. Each bar is asked for once, in time order.
    /// </summary>
    public Bar? HandOver(long openUnixMs)
    {
        var through = Timeframe.Close(openUnixMs);
        _totals.HandOver(through);
        _bars.Release(through);
        return _totals.WithCarried(openUnixMs, Find(openUnixMs));
    }

    /// <summary>Open of the first bar that opens at a time or later and has something to hand over; null when there is none.</summary>
    public long? NextTraded(long openUnixMs) => _totals.HasCarried ? openUnixMs : _bars.NextHanded(openUnixMs);

    /// <summary>The bar that opens at a time, as far as it has come; null when it has no trade, or is kept no longer.</summary>
    public Bar? Find(long openUnixMs) => _bars.Find(Timeframe, openUnixMs)?.ToBar();

    /// <summary>Exchange time of the last trade in the bar that opens at a time; null when it had none.</summary>
    public long? LastTradeIn(long openUnixMs) => _bars.Find(Timeframe, openUnixMs)?.LastTradeUnixMs;

    /// <summary>Time and price of the first trade at or after the start of a bar; null when there is none, or it is kept no longer.</summary>
    public (long UnixMs, double Price)? FirstAtOrAfter(long unixMs) =>
        _bars.FirstAtOrAfter(unixMs) is { } bar ? (bar.FirstTradeUnixMs, bar.Open) : null;
}
