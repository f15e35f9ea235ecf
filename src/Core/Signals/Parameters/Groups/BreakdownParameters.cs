namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Phase 4: points for breaks of a range that failed.</summary>
public sealed record BreakdownParameters : ParameterGroup
{
    [Parameter("points", 0, 10, "Points at most, a reset left out.")]
    public double Weight { get; init; } = 2;

    [Parameter("bars", 1, 250, "Bars of the range, before those that are tested; Original takes both together as the range.")]
    public int RangeBars { get; init; } = 5;

    [Parameter("bars", 1, 250, "Newest bars that are tested against the range.")]
    public int TestBars { get; init; } = 5;

    [Parameter("of the weight", 0, 1, "Part for one break that failed.")]
    public double OneBreakPart { get; init; } = 0.2;

    [Parameter("of the weight", 0, 1, "Part for two.")]
    public double TwoBreaksPart { get; init; } = 0.4;

    [Parameter("of the weight", 0, 1, "Part for three and more.")]
    public double ManyBreaksPart { get; init; } = 0.6;

    [Parameter("bars", 2, 250, "Newest bars whose spot CVD is held against as many before.")]
    public int QuietBars { get; init; } = 5;

    [Parameter("ratio", 0, 10, "Spot CVD is quiet when it deviates by less than this part of what it did before.")]
    public double QuietRatio { get; init; } = 0.7;

    [Parameter("of the weight", 0, 1, "Part for quiet spot CVD.")]
    public double QuietPart { get; init; } = 0.4;
}
