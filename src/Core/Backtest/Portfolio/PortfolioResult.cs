namespace SqueezeFlow.Core.Backtest.Portfolio;

/// <summary>What a back-test of several symbols on one account ended with.</summary>
/// <param name="Total">The account: orders of all symbols as they were filled, numbered together; bars and evaluations of all.</param>
/// <param name="Parts">Each symbol, in the order of the names.</param>
public sealed record PortfolioResult(BacktestResult Total, IReadOnlyList<PortfolioPart> Parts);

/// <summary>One symbol's part in an account.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Result">
/// Its orders, refusals and trades, and what follows from them. Balance, cash, equity and drawdown are those of an account on which it made these very trades and no other symbol
/// any; the cash after an order is that of the whole account.
/// </param>
public sealed record PortfolioPart(string Symbol, BacktestResult Result);
