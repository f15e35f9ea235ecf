namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Phase 4: points for absorption in the last candles.</summary>
public sealed record AbsorptionParameters : ParameterGroup
{
    [Parameter("points", 0, 10, "Points at most, a reset left out.")]
    public double Weight { get; init; } = 2.5;

    [Parameter("bars", 1, 500, "Newest candles that are looked at.")]
    public int Candles { get; init; } = 5;

    [Parameter("of the weight", 0, 1, "Part for each candle that closes in the trade's direction.")]
    public double BodyPart { get; init; } = 0.15;

    [Parameter("share", 0, 1, "A close beyond this share of the candle's range, from its far end, recovers.")]
    public double RecoveredShare { get; init; } = 0.6;

    [Parameter("of the weight", 0, 1, "Part for each candle that recovers and closes inside the candles' range.")]
    public double RecoveredPart { get; init; } = 0.2;

    [Parameter("quote units", 0, 1, "Added to the range of a candle that is held against a long.")]
    public double RangeConstant { get; init; }

    [Parameter("bars", 1, 500, "Newest bars whose mean volume is held against the longer mean.", NotAbove = nameof(VolumeLongBars))]
    public int VolumeBars { get; init; } = 5;

    [Parameter("bars", 1, 500, "Newest bars of the longer mean of volume.")]
    public int VolumeLongBars { get; init; } = 20;

    [Parameter("ratio", 0, 100, "Volume over the longer mean above which it is high.")]
    public double VolumeRatio { get; init; } = 1.5;

    [Parameter("of the weight", 0, 1, "Part for high volume.")]
    public double VolumePart { get; init; } = 0.15;
}
