namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Phase 4: points for flow that decelerates.</summary>
public sealed record DecelerationParameters : ParameterGroup
{
    [Parameter("points", 0, 10, "Points at most, a reset left out.")]
    public double Weight { get; init; } = 3.5;

    [Parameter("share", 0, 1, "Closed share of the distance above which the flows converge strongly.")]
    public double StrongShare { get; init; } = 0.3;

    [Parameter("share", 0, 1, "Closed share above which they converge clearly.", NotAbove = nameof(StrongShare))]
    public double ClearShare { get; init; } = 0.1;

    [Parameter("share", 0, 1, "Closed share above which they converge a little.", NotAbove = nameof(ClearShare))]
    public double SlightShare { get; init; } = 0.01;

    [Parameter("of the weight", 0, 1, "Part for strong convergence.")]
    public double StrongPart { get; init; } = 0.8;

    [Parameter("of the weight", 0, 1, "Part for clear convergence.")]
    public double ClearPart { get; init; } = 0.5;

    [Parameter("of the weight", 0, 1, "Part for a little convergence.")]
    public double SlightPart { get; init; } = 0.3;

    [Parameter("bars", 1, 500, "Bars of spot flow below which rates are not balanced against each other.")]
    public int BalanceMinBars { get; init; } = 10;

    [Parameter("ratio", 0, 10, "Without convergence: both rates are alike when they differ by less than this part of the larger.")]
    public double BalanceRatio { get; init; } = 0.5;

    [Parameter("of the weight", 0, 1, "Part for rates that are alike.")]
    public double BalancePart { get; init; } = 0.2;

    [Parameter("bars", 2, 250, "The earlier rate of spot is measured over so many bars, which end as many bars before the last.")]
    public int EarlierBars { get; init; } = 10;

    [Parameter("ratio", 0, 10, "A strong earlier rate must have fallen below this part of it.")]
    public double StrongFall { get; init; } = 0.7;

    [Parameter("ratio", 0, 10, "An earlier rate that was there must have fallen below this part of it.")]
    public double PresentFall { get; init; } = 0.8;

    [Parameter("of the weight", 0, 1, "Part for a strong rate that fell.")]
    public double StrongFallPart { get; init; } = 0.4;

    [Parameter("of the weight", 0, 1, "Part for a rate that was there and fell.")]
    public double PresentFallPart { get; init; } = 0.25;

    [Parameter("of the weight", 0, 1, "Part for momentum that is exhausted.")]
    public double ExhaustedPart { get; init; } = 0.2;
}
