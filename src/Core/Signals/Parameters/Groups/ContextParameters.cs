namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Phase 1: who carries the flow, and what the market favours.</summary>
public sealed record ContextParameters : ParameterGroup
{
    [Parameter("bars", 3, 500, "Bars of flow below which nothing is decided; the one-second mode of Original takes sixty.")]
    public int WarmupBars { get; init; } = 10;

    [Parameter("bars", 2, 500, "Shortest look-back of the volume; between the two it is half of the bars there are.", NotAbove = nameof(VolumeMaxBars))]
    public int VolumeMinBars { get; init; } = 10;

    [Parameter("bars", 2, 500, "Longest look-back of the volume.")]
    public int VolumeMaxBars { get; init; } = 100;

    [Parameter("share", 0.5, 1, "Share of both moves above which a side dominates.")]
    public double DominantShare { get; init; } = 0.6;

    [Parameter("share", 0.5, 1, "Share of the stronger side above which a squeeze may last long.")]
    public double LongShare { get; init; } = 0.8;

    [Parameter("share", 0.5, 1, "Share of the stronger side above which a squeeze may last for a while.", NotAbove = nameof(LongShare))]
    public double MediumShare { get; init; } = 0.65;

    [Parameter("bars", 2, 500, "Shortest look-back of the environment; between the two it is half of the bars there are.", NotAbove = nameof(TrendMaxBars))]
    public int TrendMinBars { get; init; } = 5;

    [Parameter("bars", 2, 500, "Longest look-back of the environment.")]
    public int TrendMaxBars { get; init; } = 50;

    [Parameter("fraction", 0, 1, "Move of price that an environment other than neutral needs.")]
    public double EnvironmentMove { get; init; } = 0.01;

    [Parameter("bars", 1, 500, "Newest bars whose mean divergence must go with the environment.")]
    public int DivergenceBars { get; init; } = 20;
}
