namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>The rate of a flow, wherever the score asks for it.</summary>
public sealed record FlowRateParameters : ParameterGroup
{
    [Parameter("bars", 2, 500, "Newest bars over which a rate is measured.")]
    public int RateBars { get; init; } = 5;

    [Parameter("bars", 2, 500, "Newest bars whose mean change is the noise that rates are measured by; Corrected only.")]
    public int NoiseBars { get; init; } = 20;

    [Parameter("rate", 0, 100, "Rate above which a flow is strong: of the noise a bar in Corrected, of its own level a bar in Original.")]
    public double StrongRate { get; init; } = 0.1;

    [Parameter("rate", 0, 100, "Rate above which a flow is there, in the same measure.", NotAbove = nameof(StrongRate))]
    public double PresentRate { get; init; } = 0.05;
}
