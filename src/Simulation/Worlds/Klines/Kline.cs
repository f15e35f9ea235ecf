using SqueezeFlow.Simulation.Worlds.Trades;

namespace SqueezeFlow.Simulation.Worlds.Klines;

/// <summary>A bar in the venue's own units, exact: ticks, lots, and quote units of one tick × one lot.</summary>
internal record struct Kline(long OpenUnixMs)
{
    /// <summary>First price, ticks; 0 while empty.</summary>
    public long Open { get; private set; }

    /// <summary>Highest price, ticks.</summary>
    public long High { get; private set; }

    /// <summary>Lowest price, ticks.</summary>
    public long Low { get; private set; }

    /// <summary>Last price, ticks.</summary>
    public long Close { get; private set; }

    /// <summary>Size, lots.</summary>
    public long Lots { get; private set; }

    /// <summary>Size of taker buys, lots.</summary>
    public long BuyLots { get; private set; }

    /// <summary>Notional, ticks × lots.</summary>
    public long Quote { get; private set; }

    /// <summary>Notional of taker buys, ticks × lots.</summary>
    public long BuyQuote { get; private set; }

    /// <summary>Number of fills.</summary>
    public long Count { get; private set; }

    /// <summary>A bar without trades at one price, or the frame of a synthetic one.</summary>
    public static Kline Flat(long openUnixMs, long ticks) =>
        new(openUnixMs) { Open = ticks, High = ticks, Low = ticks, Close = ticks };

    /// <summary>Adds one print.</summary>
    public void Add(in AggregateTrade print)
    {
        Touch(print.Ticks);
        Trade(print.Ticks, print.Lots, print.Fills, !print.IsSell);
    }

    /// <summary>Moves the price.</summary>
    public void Touch(long ticks)
    {
        (Open, High, Low) = Open == 0 ? (ticks, ticks, ticks) : (Open, Math.Max(High, ticks), Math.Min(Low, ticks));
        Close = ticks;
    }

    /// <summary>Adds turnover of one side at a mean price.</summary>
    public void Trade(long ticks, long lots, long fills, bool isBuy)
    {
        Lots += lots;
        Quote += ticks * lots;
        Count += fills;
        if (isBuy)
        {
            BuyLots += lots;
            BuyQuote += ticks * lots;
        }
    }

    /// <summary>Adds a later bar.</summary>
    public void Append(in Kline next)
    {
        Touch(next.Open);
        Touch(next.High);
        Touch(next.Low);
        Touch(next.Close);
        Lots += next.Lots;
        BuyLots += next.BuyLots;
        Quote += next.Quote;
        BuyQuote += next.BuyQuote;
        Count += next.Count;
    }
}
