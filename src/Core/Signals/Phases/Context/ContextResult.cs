namespace SqueezeFlow.Core.Signals.Phases.Context;

/// <summary>Phase 1: who carries the flow, and what the market favours.</summary>
public readonly record struct ContextResult
{
    /// <summary>How it ended; the other phases follow only on <see cref="ContextStage.Ok"/>.</summary>
    public ContextStage Stage { get; init; }

    /// <summary>What price and divergence suggest.</summary>
    public SqueezeEnvironment Environment { get; init; }

    /// <summary>Direction that the environment favours.</summary>
    public MarketBias Bias { get; init; }

    /// <summary>Which side carries the flow.</summary>
    public VolumeTrend Trend { get; init; }

    /// <summary>The larger dominance, 0.5 to 1; 0 when not measured.</summary>
    public double Strength { get; init; }

    /// <summary>Spot's share of both moves, 0 to 1.</summary>
    public double SpotDominance { get; init; }

    /// <summary>The perpetuals' share of both moves, 0 to 1.</summary>
    public double FuturesDominance { get; init; }

    /// <summary>How long the squeeze may last.</summary>
    public SqueezeDuration Duration { get; init; }

    /// <summary>Bars of the environment's look-back; 0 when not measured.</summary>
    public int TrendBars { get; init; }

    /// <summary>Move of price over the look-back, a fraction.</summary>
    public double PriceMove { get; init; }

    /// <summary>Move of spot CVD over the look-back: USD (Corrected) or a fraction of its level (Original).</summary>
    public double SpotMove { get; init; }

    /// <summary>Move of perpetual CVD, as <see cref="SpotMove"/>.</summary>
    public double PerpMove { get; init; }

    /// <summary>Mean divergence of the last twenty bars, USD.</summary>
    public double RecentDivergence { get; init; }
}
