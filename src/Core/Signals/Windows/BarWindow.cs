using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Signals.Windows;

/// <summary>The bars that an evaluation looks at, column by column. In Original the columns may differ in length.</summary>
internal sealed class BarWindow
{
    public BarWindow(StrategyOptions options, StrategyRules rules)
        : this(options, rules, new(rules.Parameters))
    {
    }

    /// <param name="options">Profile and window.</param>
    /// <param name="rules">Profile and parameters.</param>
    /// <param name="reach">How far back anybody looks.</param>
    public BarWindow(StrategyOptions options, StrategyRules rules, Reach reach)
    {
        var rows = options.WindowBars;
        var anchorRows = options.AnchorsAtFirstBar ? 0 : rows;
        int Kept(int bars) => rules.IsCorrected ? bars : 0;
        Open = new Series(rows, Kept(reach.Candles));
        High = new Series(rows, Kept(reach.Candles));
        Low = new Series(rows, Kept(reach.Candles));
        Close = new Series(rows, Kept(reach.Prices));
        Volume = new Series(rows, Kept(reach.Volume));
        SpotTurnover = new Series(rows, Kept(reach.Turnover));
        PerpTurnover = new Series(rows, Kept(reach.Turnover));
        Spot = new CvdSeries(rows, Kept(reach.Flow), anchorRows);
        Perp = new CvdSeries(rows, Kept(reach.Flow), anchorRows);
        Divergence = new Series(rows, Kept(reach.Divergence));
        Ranges = new BarRanges(rows, rules.Parameters.Momentum.StagnantBars);
    }

    public Series Open { get; }

    public Series High { get; }

    public Series Low { get; }

    public Series Close { get; }

    public Series Volume { get; }

    public Series SpotTurnover { get; }

    public Series PerpTurnover { get; }

    public CvdSeries Spot { get; }

    public CvdSeries Perp { get; }

    /// <summary>Spot minus perpetual CVD, USD.</summary>
    public Series Divergence { get; }

    public BarRanges Ranges { get; }

    /// <summary>Rows of price.</summary>
    public int Bars => Close.Count;

    public void Add(in SymbolBar bar, BarSides sides)
    {
        if ((sides & BarSides.Price) != 0)
        {
            AddPrice(bar);
        }

        if ((sides & BarSides.Spot) != 0)
        {
            Spot.Add(OrZero(bar.SpotBuy) - OrZero(bar.SpotSell));
            SpotTurnover.Add(OrZero(bar.SpotBuy) + OrZero(bar.SpotSell));
        }

        if ((sides & BarSides.Perp) != 0)
        {
            Perp.Add(OrZero(bar.PerpBuy) - OrZero(bar.PerpSell));
            PerpTurnover.Add(OrZero(bar.PerpBuy) + OrZero(bar.PerpSell));
        }

        if ((sides & (BarSides.Spot | BarSides.Perp)) != 0)
        {
            Divergence.Add(Spot.Count == 0 || Perp.Count == 0 ? double.NaN : Spot.Total - Perp.Total);
        }

        Divergence.Anchor = Spot.Anchor - Perp.Anchor;
    }

    public void Restore(double spotCvd, double perpCvd)
    {
        Spot.Restore(spotCvd);
        Perp.Restore(perpCvd);
    }

    private void AddPrice(in SymbolBar bar)
    {
        Open.Add(bar.Open);
        High.Add(bar.High);
        Low.Add(bar.Low);
        Close.Add(bar.Close);
        Volume.Add(bar.Volume);
        Ranges.Add(Math.Max(bar.High - bar.Low, 0));
    }

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;
}
