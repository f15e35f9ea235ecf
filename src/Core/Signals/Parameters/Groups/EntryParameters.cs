namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>From a score to an entry: what is needed, staked and levered.</summary>
public sealed record EntryParameters : ParameterGroup
{
    [Parameter("points", 0, 10, "Score from which an entry is made.")]
    public double MinScore { get; init; } = 6;

    [Parameter("points", 0, 10, "Score from which a signal is of medium quality; below it nothing is staked.", NotAbove = nameof(HighScore))]
    public double MediumScore { get; init; } = 4;

    [Parameter("points", 0, 10, "Score from which a signal is of high quality.", NotAbove = nameof(PremiumScore))]
    public double HighScore { get; init; } = 6;

    [Parameter("points", 0, 10, "Score from which a signal is of premium quality.")]
    public double PremiumScore { get; init; } = 8;

    [Parameter("points", 1, 10, "Largest score; Corrected only.")]
    public double MaxScore { get; init; } = 10;

    [Parameter("factor", 1, 3, "Factor of all points but those of open interest after a reset was seen.")]
    public double ResetBonus { get; init; } = 1.2;

    [Parameter("share", 0.0001, 0.5, "Share of the account that a position of factor 1 stakes.")]
    public double RiskShare { get; init; } = 0.02;

    [Parameter("factor", 0.1, 2, "Factor of the stake at medium quality.")]
    public double MediumFactor { get; init; } = 0.5;

    [Parameter("factor", 0.1, 2, "Factor of the stake at high quality.")]
    public double HighFactor { get; init; } = 1;

    [Parameter("factor", 0.1, 2, "Factor of the stake at premium quality.")]
    public double PremiumFactor { get; init; } = 1.5;

    [Parameter("times", 1, 10, "Leverage at medium quality.")]
    public int MediumLeverage { get; init; } = 2;

    [Parameter("times", 1, 10, "Leverage at high quality.")]
    public int HighLeverage { get; init; } = 3;

    [Parameter("times", 1, 10, "Leverage at premium quality.")]
    public int PremiumLeverage { get; init; } = 5;

    [Parameter("share", 0, 1, "Confidence told at medium quality.")]
    public double MediumConfidence { get; init; } = 0.6;

    [Parameter("share", 0, 1, "Confidence told at high quality.")]
    public double HighConfidence { get; init; } = 0.75;

    [Parameter("share", 0, 1, "Confidence told at premium quality.")]
    public double PremiumConfidence { get; init; } = 0.9;
}
