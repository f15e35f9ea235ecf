namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Phase 4: points for the change of open interest, where it is used.</summary>
public sealed record OpenInterestParameters : ParameterGroup
{
    [Parameter("percent", -100, 1000, "Change over two hours from which it is strong.")]
    public double StrongPercent { get; init; } = 10;

    [Parameter("percent", -100, 1000, "Change over two hours from which it is there.", NotAbove = nameof(StrongPercent))]
    public double PresentPercent { get; init; } = 5;

    [Parameter("points", -10, 10, "Points for a strong change.")]
    public double StrongPoints { get; init; } = 2;

    [Parameter("points", -10, 10, "Points for a change that is there.")]
    public double PresentPoints { get; init; } = 1.5;

    [Parameter("points", -10, 10, "Points for less.")]
    public double OtherPoints { get; init; } = -1;
}
