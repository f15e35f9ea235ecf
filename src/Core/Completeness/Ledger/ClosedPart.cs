namespace SqueezeFlow.Core.Completeness.Ledger;

/// <summary>What of a <see cref="LedgerRun"/> lies in closed seconds.</summary>
/// <param name="ToUnixMs">Where they end, exclusive; the beginning of the row when there is none.</param>
/// <param name="LastId">Last trade id counted in them; 0 as in the row.</param>
/// <param name="Trades">Prints counted.</param>
/// <param name="BuyNotional">Quote notional of aggressor buys.</param>
/// <param name="SellNotional">Quote notional of aggressor sells.</param>
public readonly record struct ClosedPart(long ToUnixMs, long LastId, long Trades, double BuyNotional, double SellNotional);
