namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>What trading costs beside fees, and what closes a position beside the strategy. Immutable; all of it is off by default.</summary>
public sealed record TradingCosts
{
    /// <summary>Nothing of it.</summary>
    public static TradingCosts None { get; } = new();

    /// <summary>How much worse than recorded an order is filled.</summary>
    public Slippage Slippage { get; init; } = Slippage.None;

    /// <summary>Funding payments in time order; empty for none.</summary>
    public IReadOnlyList<FundingRate> Funding { get; init; } = [];

    /// <summary>How positions are levered; null when a position ties up its whole notional and is never liquidated.</summary>
    public IsolatedMargin? Margin { get; init; }

    /// <summary>Bars between the next open, at which an order is sent, and the open that fills it.</summary>
    public int LatencyBars { get; init; }

    /// <summary>Move against the position that stops it, as a share of the entry price; null for no stop.</summary>
    public double? StopShare { get; init; }

    /// <summary>Move with the position at which it is closed, as a share of the entry price; null for no target.</summary>
    public double? TargetShare { get; init; }

    /// <summary>Prices finer than the bars, in time order, which tell what came first inside a bar; empty when there are none.</summary>
    public IReadOnlyList<PriceBar> FinerBars { get; init; } = [];

    /// <summary>Whether something can close a position inside a bar.</summary>
    public bool ClosesInside => Margin is not null || StopShare is not null || TargetShare is not null;
}
