namespace SqueezeFlow.Core.Orders;

/// <summary>Money and limits of an account.</summary>
/// <param name="Name">What stands behind it: <c>paper</c> or the bot's name.</param>
/// <param name="IsDryRun">True when no real money moves.</param>
/// <param name="TotalUsd">Free cash plus margin in open positions, USD; unrealised gain not counted.</param>
/// <param name="FreeUsd">Cash not bound as margin, USD.</param>
/// <param name="MaxOpenPositions">Most positions it holds at once.</param>
public sealed record Account(string Name, bool IsDryRun, decimal TotalUsd, decimal FreeUsd, int MaxOpenPositions);
