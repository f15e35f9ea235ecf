namespace SqueezeFlow.Execution.Freqtrade.Inspection;

/// <summary>What the executor means to do with the bot.</summary>
/// <param name="MaxOpenPositions">Positions that it holds at once at most.</param>
/// <param name="RiskPerTrade">Share of the account's total that it stakes per unit of the position size factor.</param>
/// <param name="Coins">Base coins that may be entered.</param>
/// <param name="AreNamed">Whether those were named by the configuration, rather than being all that are followed.</param>
public sealed record EntryExpectations(int MaxOpenPositions, double RiskPerTrade, IReadOnlyList<string> Coins, bool AreNamed);
