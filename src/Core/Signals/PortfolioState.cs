namespace SqueezeFlow.Core.Signals;

/// <summary>The account as the strategy sees it.</summary>
/// <param name="TotalValueUsd">Value of the account, USD; nothing is entered when it is not greater than zero.</param>
/// <param name="Position">The open position of the symbol; null when flat. With a position only phase 5 runs.</param>
public readonly record struct PortfolioState(double TotalValueUsd, OpenPosition? Position = null);
