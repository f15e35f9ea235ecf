namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Phase 5: what closes a position.</summary>
public sealed record ExitParameters : ParameterGroup
{
    [Parameter("bars", 3, 500, "Bars of flow that the checks of flow need; their newest changes are the noise.")]
    public int FlowBars { get; init; } = 20;

    [Parameter("bars", 1, 500, "Bars back that flow is measured from, the last included, but not farther than half of those there are.")]
    public int ReferenceBars { get; init; } = 20;

    [Parameter("bars", 1, 500, "Bars back that recent flow is measured from, the last included.")]
    public int RecentBars { get; init; } = 5;

    [Parameter("deviations", 0, 100, "Noise that a side must have moved by to reverse.")]
    public double ReversalNoise { get; init; } = 0.5;

    [Parameter("deviations", 0, 100, "Distance of the sides above which a reversal is told as severe.")]
    public double SevereDeviations { get; init; } = 3;

    [Parameter("deviations", 0, 100, "Distance of the sides above which a reversal is told as medium.", NotAbove = nameof(SevereDeviations))]
    public double MediumDeviations { get; init; } = 1.5;

    [Parameter("bars", 1, 500, "Bars of price below which there is no range.", NotAbove = nameof(RangeBars))]
    public int RangeMinBars { get; init; } = 5;

    [Parameter("bars", 1, 500, "Newest bars whose quantiles are the range when the entry kept none.")]
    public int RangeBars { get; init; } = 20;

    [Parameter("share", 0, 1, "Quantile of the lows that a long is left below.")]
    public double LowQuantile { get; init; } = 0.25;

    [Parameter("share", 0, 1, "Quantile of the highs that a short is left above.")]
    public double HighQuantile { get; init; } = 0.75;

    [Parameter("bars", 2, 500, "Bars of the swing whose ends are the structure.")]
    public int SwingBars { get; init; } = 20;

    [Parameter("bars", 1, 500, "Newest bars whose median range is typical.")]
    public int TypicalBars { get; init; } = 50;

    [Parameter("typical bars", 0, 100, "Distance beyond the swing that breaks the structure.")]
    public double BreakDistance { get; init; } = 1;

    [Parameter("percent", 0, 1000, "Gain above which a position is told as healthy.")]
    public double HealthyPercent { get; init; } = 2;

    [Parameter("percent", -100, 0, "Gain, a loss, from which down a position is told as unhealthy.")]
    public double UnhealthyPercent { get; init; } = -1;
}
