namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Phase 2: whether spot and perpetual flow run against each other.</summary>
public sealed record DivergenceParameters : ParameterGroup
{
    [Parameter("bars", 1, 500, "Look-back of the move of price.")]
    public int PriceBars { get; init; } = 10;

    [Parameter("fraction", 0, 1, "Move of price below which it is stable.")]
    public double StableMove { get; init; } = 0.01;

    [Parameter("factor", 0, 100, "How fast a move takes away from the stability that is told.")]
    public double StabilityFactor { get; init; } = 5;

    [Parameter("bars", 1, 500, "Look-back over which the deltas of both sides are compared.")]
    public int FlowBars { get; init; } = 10;

    [Parameter("USD", 0, 1e12, "Delta over the look-back that counts as a move whatever the turnover.")]
    public double FlowThresholdUsd { get; init; } = 1e6;

    [Parameter("share", 0, 1, "Share of a side's turnover that counts as a move when it is less; Corrected only.")]
    public double FlowThresholdShare { get; init; } = 0.05;

    [Parameter("ratio", 1, 100, "How much larger the delta of a side must be to lead the other of the same sign.")]
    public double LeadRatio { get; init; } = 1.5;

    [Parameter("deviations", 0.01, 100, "Distance from the mean that counts as fully significant where it is told.")]
    public double FullDeviations { get; init; } = 2;

    [Parameter("bars", 2, 500, "Bars before the last that its divergence is held against.")]
    public int SizeBars { get; init; } = 20;

    [Parameter("ratio", 0, 100, "Divergence over its mean from which it is significant.")]
    public double SizeRatio { get; init; } = 1.5;

    [Parameter("ratio", 0, 100, "Divergence over its largest above which it is significant.")]
    public double PeakRatio { get; init; } = 1.2;

    [Parameter("deviations", 0, 100, "Distance from its mean, up or down, above which it is significant.")]
    public double SizeDeviations { get; init; } = 1;

    [Parameter("ratio", 0, 100, "Divergence over its mean below which it is too small whatever else.")]
    public double SmallRatio { get; init; } = 0.5;

    [Parameter("USD", 0, 1e12, "Divergence above which an imbalance is told as high.", NotAbove = nameof(ExtremeImbalanceUsd))]
    public double HighImbalanceUsd { get; init; } = 2;

    [Parameter("USD", 0, 1e12, "Divergence above which an imbalance is told as extreme.")]
    public double ExtremeImbalanceUsd { get; init; } = 3;
}
