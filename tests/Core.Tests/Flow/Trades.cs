using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

/// <summary>Trades and markets for tests; times are milliseconds after a fixed midnight.</summary>
internal static class Trades
{
    public const long Midnight = 1_735_689_600_000;

    public static readonly MarketId Spot = new("BINANCE", "btcusdt");

    public static readonly MarketId Perp = new("BINANCE_FUTURES", "btcusdt");

    public static Trade Buy(long id, long afterMs, double price = 100, double size = 1) =>
        new(id, Midnight + afterMs, price, size, price * size, 1, AggressorSide.Buy);

    public static Trade Sell(long id, long afterMs, double price = 100, double size = 1) =>
        Buy(id, afterMs, price, size) with { Side = AggressorSide.Sell };

    public static MarketFlow Market(ProofKind proof = ProofKind.Ids) => new(Spot, proof, Timeframe.M5);

    public static FollowedMarket Follow(MarketId market, MarketKind kind) => FollowedMarket.Of(
        new(market, kind, kind == MarketKind.Spot ? ContractKind.Spot : ContractKind.Linear, "BTC", "USDT", 1, true), ProofKind.Ids, Timeframe.M5);

    public static MarketTrades Run(MarketId market, params Trade[] trades) => new(market, "F/0", 1, trades, trades.Length);

    public static (List<BarRow> Bars, List<LedgerRun> Ledger, List<Gap> Gaps) Collected(this MarketFlow flow)
    {
        List<BarRow> bars = [];
        List<LedgerRun> ledger = [];
        List<Gap> gaps = [];
        flow.Collect(bars, ledger, gaps);
        return (bars, ledger, gaps);
    }
}
