namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>How much worse than the recorded price an order is filled. Immutable; its parts add up, and all of them are off by default.</summary>
public sealed record Slippage
{
    /// <summary>Nothing.</summary>
    public static Slippage None { get; } = new();

    /// <summary>The same for each order, as a share of the price.</summary>
    public double FixedShare { get; init; }

    /// <summary>Quoted spread as a share of the price; an order pays half of it.</summary>
    public double SpreadShare { get; init; }

    /// <summary>Part of the range, high less low, of the bar that fills.</summary>
    public double RangeShare { get; init; }

    /// <summary>
    /// Factor of the square-root impact: the price moves by factor x volatility of a bar x root of (notional / turnover of a bar), both of the bars before the
    /// fill. Of the order of 1.
    /// </summary>
    public double ImpactFactor { get; init; }

    /// <summary>Bars before the fill that volatility and turnover are measured over; at least 2.</summary>
    public int ImpactBars { get; init; } = 20;

    /// <summary>Whether no order is filled worse than recorded.</summary>
    public bool IsNone => FixedShare == 0 && SpreadShare == 0 && RangeShare == 0 && ImpactFactor == 0;
}
