namespace SqueezeFlow.Lab.Overfitting;

/// <summary>What the cross-validation says of choosing the best candidate.</summary>
/// <param name="Splits">Ways in which the blocks were divided into two halves.</param>
/// <param name="Candidates">Candidates compared.</param>
/// <param name="Probability">Probability of back-test overfitting: the share of the splits in which the best of one half is not above the median of the other, 0 to 1.</param>
/// <param name="ProbabilityOfLoss">Share of the splits in which the best of one half loses in the other, 0 to 1.</param>
/// <param name="Degradation">Slope of the chosen one's Sharpe ratio in the other half over that in its own: 1 keeps all, 0 or less keeps nothing.</param>
public sealed record OverfittingResult(int Splits, int Candidates, double Probability, double ProbabilityOfLoss, double Degradation);
