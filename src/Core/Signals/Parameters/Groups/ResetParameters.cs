namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Phase 3: whether the imbalance resolves.</summary>
public sealed record ResetParameters : ParameterGroup
{
    [Parameter("bars", 2, 500, "Bars over which the rates of both sides are compared for the table.")]
    public int DominanceBars { get; init; } = 20;

    [Parameter("share", 0.5, 1, "Share of both rates above which a side is told to dominate.")]
    public double DominantShare { get; init; } = 0.6;

    [Parameter("bars", 1, 500, "First look-back of momentum that tires.")]
    public int TiringBars1 { get; init; } = 5;

    [Parameter("bars", 1, 500, "Second look-back of momentum that tires.")]
    public int TiringBars2 { get; init; } = 10;

    [Parameter("bars", 1, 500, "Third look-back of momentum that tires.")]
    public int TiringBars3 { get; init; } = 15;

    [Parameter("bars", 1, 500, "First look-back of an explosive move.")]
    public int ExplosionBars1 { get; init; } = 5;

    [Parameter("bars", 1, 500, "Second look-back of an explosive move.")]
    public int ExplosionBars2 { get; init; } = 15;

    [Parameter("bars", 1, 500, "Third look-back of an explosive move.")]
    public int ExplosionBars3 { get; init; } = 30;

    [Parameter("share", 0, 1, "Share that a converging distance must have closed.")]
    public double ConvergedShare { get; init; } = 0.05;

    [Parameter("share", 0, 1, "Share that must have closed where momentum tires.")]
    public double TiredShare { get; init; } = 0.02;

    [Parameter("fraction", 0.0001, 1, "Mean move above which it is a reset by itself.")]
    public double ExplosiveMove { get; init; } = 0.02;

    [Parameter("fraction", 0, 1, "Mean move that a strong momentum needs.")]
    public double SpikeMove { get; init; } = 0.03;

    [Parameter("bars", 1, 500, "Bars before the last that its divergence is held against as the flow behind a move.")]
    public int SupportBars { get; init; } = 4;

    [Parameter("ratio", 0, 100, "Divergence over the mean of the bars before above which flow is behind a move.")]
    public double SupportRatio { get; init; } = 1.5;

    [Parameter("share", 0, 1, "Share closed above which the flows are told to be aligned.")]
    public double AlignedShare { get; init; } = 0.3;

    [Parameter("bars", 1, 500, "Newest bars whose lowest and highest price are the levels that a position is left at.")]
    public int LevelBars { get; init; } = 10;
}
