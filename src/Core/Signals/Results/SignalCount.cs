namespace SqueezeFlow.Core.Signals.Results;

/// <summary>Signals of one kind, tier and coin: what statistics are added up from.</summary>
/// <param name="Tier">One of <see cref="SignalTiers"/>, by score.</param>
/// <param name="BaseSymbol">Base coin.</param>
/// <param name="Kind">What became of them.</param>
/// <param name="Signals">How many there are.</param>
/// <param name="Closed">How many of them have a result.</param>
/// <param name="ProfitUsd">Sum of the gains of those, USD.</param>
/// <param name="HoldingMinutes">Sum of the minutes held of those.</param>
public readonly record struct SignalCount(
    string Tier, string BaseSymbol, ResultKind Kind, long Signals, long Closed, double ProfitUsd, long HoldingMinutes);
