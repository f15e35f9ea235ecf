using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Shadowing;

/// <summary>What is known at the close of a bar besides the bar.</summary>
/// <param name="OpenInterestChangePercent">Two-hour change of the open interest, percent; null when it is not used or unknown.</param>
/// <param name="IsHeld">Whether no entry may rest on the window, as for the live strategy.</param>
/// <param name="Live">What the live strategy gave; null when it did not look at the bar.</param>
public readonly record struct ShadowBar(double? OpenInterestChangePercent, bool IsHeld, StrategyDecision? Live);
