namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Whether spot and perpetual CVD close up.</summary>
public sealed record ConvergenceParameters : ParameterGroup
{
    [Parameter("bars", 2, 500, "Shortest look-back; between the two it is half of the bars there are.", NotAbove = nameof(MaxBars))]
    public int MinBars { get; init; } = 3;

    [Parameter("bars", 2, 500, "Longest look-back.")]
    public int MaxBars { get; init; } = 10;

    [Parameter("share", 0, 1, "Share of the distance that must have closed.", NotAbove = nameof(WidestShare))]
    public double MinShare { get; init; } = 0.2;

    [Parameter("share", 0, 1, "Most of the share that noise can ask for; the one-second mode of Original only.")]
    public double WidestShare { get; init; } = 0.4;
}
