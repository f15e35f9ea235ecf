namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Momentum of price, wherever a phase asks for it.</summary>
public sealed record MomentumParameters : ParameterGroup
{
    [Parameter("bars", 2, 500, "Bars below which there is no momentum.")]
    public int MinBars { get; init; } = 5;

    [Parameter("fraction", 0, 1, "Mean move above which momentum is strong.")]
    public double StrongMove { get; init; } = 0.02;

    [Parameter("fraction", 0, 1, "Mean move above which momentum is moderate.", NotAbove = nameof(StrongMove))]
    public double ModerateMove { get; init; } = 0.005;

    [Parameter("parts", 2, 20, "The newest part of a look-back, one of so many, is held against the whole to see a move slow down.")]
    public int SlowdownParts { get; init; } = 3;

    [Parameter("ratio", 0, 10, "How much faster the whole move must have been than its newest part to slow down.")]
    public double SlowdownRatio { get; init; } = 1.2;

    [Parameter("bars", 2, 500, "Newest bars whose range tells that price stands still.")]
    public int StagnantBars { get; init; } = 20;

    [Parameter("ratio", 0, 10, "Price stands still when the range of the newest bars is below this part of that of the older ones.")]
    public double StagnantRatio { get; init; } = 0.5;
}
