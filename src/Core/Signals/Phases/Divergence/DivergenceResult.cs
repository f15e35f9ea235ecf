using SqueezeFlow.Core.Signals.Measures;

namespace SqueezeFlow.Core.Signals.Phases.Divergence;

/// <summary>Phase 2: whether spot and perpetual flow run against each other, and which way that points.</summary>
public readonly record struct DivergenceResult
{
    /// <summary>Direction of price.</summary>
    public PriceMovement Movement { get; init; }

    /// <summary>Move of price over the look-back, a fraction.</summary>
    public MomentumResult Momentum { get; init; }

    /// <summary>Move below which price counts as stable, a fraction.</summary>
    public double MovementThreshold { get; init; }

    /// <summary>1 for a price that stands still, 0 for a move of 20 % or more.</summary>
    public double Stability { get; init; }

    /// <summary>Bars of the flow's look-back.</summary>
    public int LookbackBars { get; init; }

    /// <summary>Spot delta over the look-back, USD.</summary>
    public double SpotChange { get; init; }

    /// <summary>Perpetual delta over the look-back, USD.</summary>
    public double PerpChange { get; init; }

    /// <summary>Spot delta that counts as a move, USD.</summary>
    public double SpotThreshold { get; init; }

    /// <summary>Perpetual delta that counts as a move, USD.</summary>
    public double PerpThreshold { get; init; }

    /// <summary>How the two stand to each other.</summary>
    public FlowPattern Pattern { get; init; }

    /// <summary>-1 to 1.</summary>
    public double SpotDirection { get; init; }

    /// <summary>-1 to 1.</summary>
    public double PerpDirection { get; init; }

    /// <summary>Divergence at the last bar, USD: spot minus perpetuals (Corrected), the reverse in Original.</summary>
    public double CurrentDivergence { get; init; }

    /// <summary>Distance of the divergence from its mean, in deviations.</summary>
    public double ZScore { get; init; }

    /// <summary>0 to 1.</summary>
    public double Significance { get; init; }

    /// <summary>Size of the divergence against the bars before.</summary>
    public DivergenceSize Size { get; init; }

    /// <summary>Whether the divergence is out of the ordinary and not small.</summary>
    public bool IsSignificant { get; init; }

    /// <summary>Direction that the divergence allows.</summary>
    public TradeSetup Setup { get; init; }

    /// <summary>Whether there is a divergence to trade.</summary>
    public bool HasDivergence { get; init; }

    /// <summary>Label; informational.</summary>
    public MarketImbalance Imbalance { get; init; }

    /// <summary>Whether the two sides run in opposite directions.</summary>
    public bool IsOpposite => Pattern is FlowPattern.SpotUpFuturesDown or FlowPattern.SpotDownFuturesUp;
}
