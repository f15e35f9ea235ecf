namespace SqueezeFlow.Core.Markets;

/// <summary>Whose time markets run by: what differs between live markets and simulated or replayed ones stands here and nowhere else.</summary>
public sealed record MarketMode
{
    private MarketMode()
    {
    }

    /// <summary>Markets that run by wall time.</summary>
    public static MarketMode Live { get; } = new()
    {
        RunsByWallTime = true,
        SilentAfter = TimeSpan.FromSeconds(60),
        Fill = FillPrice.LatestTrade,
        Schedule = BarSchedule.AsTheyClose,
    };

    /// <summary>Simulated and replayed markets: a time of their own, pauses that mean nothing, and the same result each time.</summary>
    public static MarketMode Simulated { get; } = new()
    {
        RunsByWallTime = false,
        SilentAfter = TimeSpan.FromDays(1),
        Fill = FillPrice.FirstTradeAfterBar,
        Schedule = BarSchedule.InOrder,
    };

    /// <summary>
    /// Whether market time is wall time: only then is a trade ahead of this machine's clock refused, a pause without trades suspicious, and the
    /// time from trade to receipt a delay.
    /// </summary>
    public bool RunsByWallTime { get; private init; }

    /// <summary>Market time without a trade after which a market no longer holds up the bars of its symbol.</summary>
    public TimeSpan SilentAfter { get; private init; }

    /// <summary>The price at which an order that a signal asks for would be filled.</summary>
    public FillPrice Fill { get; private init; }

    /// <summary>When closed bars are evaluated.</summary>
    public BarSchedule Schedule { get; private init; }
}
