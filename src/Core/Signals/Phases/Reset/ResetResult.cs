using SqueezeFlow.Core.Signals.Measures;

namespace SqueezeFlow.Core.Signals.Phases.Reset;

/// <summary>Phase 3: whether the imbalance resolves.</summary>
public readonly record struct ResetResult
{
    /// <summary>Which side moves faster; informational.</summary>
    public FlowDominance Dominance { get; init; }

    /// <summary>Spot's share of both rates, 0 to 1.</summary>
    public double SpotDominance { get; init; }

    /// <summary>The perpetuals' share of both rates, 0 to 1.</summary>
    public double PerpDominance { get; init; }

    /// <summary>Sum of both absolute rates.</summary>
    public double MomentumStrength { get; init; }

    /// <summary>Whether the two CVDs close up.</summary>
    public ConvergenceResult Convergence { get; init; }

    /// <summary>Momentum over the short look-backs, absolute.</summary>
    public MomentumResult Exhaustion { get; init; }

    /// <summary>Momentum over the long look-backs, absolute.</summary>
    public MomentumResult Explosion { get; init; }

    /// <summary>Kinds of reset that were seen.</summary>
    public ResetType Type { get; init; }

    /// <summary>A strong move that is not exhausted.</summary>
    public bool HasVolatilitySpike { get; init; }

    /// <summary>A move above 3 %.</summary>
    public bool HasPriceSpike { get; init; }

    /// <summary>A divergence half again as large as that of the bars before.</summary>
    public bool HasCvdSupport { get; init; }

    /// <summary>Score of the explosive move over its threshold.</summary>
    public double SpikeMagnitude { get; init; }

    /// <summary>Strength of the convergence, 0 unless converging.</summary>
    public double Alignment { get; init; }

    /// <summary>Whether the alignment is above 0.3.</summary>
    public bool IsAligned { get; init; }

    /// <summary>Where the flows stand.</summary>
    public Equilibrium Equilibrium { get; init; }

    /// <summary>Lowest price of the last ten bars, quote units.</summary>
    public double Low { get; init; }

    /// <summary>Highest price of the last ten bars, quote units.</summary>
    public double High { get; init; }

    /// <summary>Whether any reset was seen.</summary>
    public bool Detected => Type != ResetType.None;
}
