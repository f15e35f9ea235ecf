using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Tests.Doubles;

/// <summary>Twenty rows of everything, as a busy service has them: long names, long sentences, numbers that no decimal fraction equals.</summary>
internal static class Crowd
{
    private const int Rows = 20;

    private static readonly string[] Venues = ["BINANCE_FUTURES", "HUOBI_FUTURES", "OKX", "HYPERLIQUID"];
    private static readonly string[] Coins = ["1000000MOG", "BTC", "币安人生", "1000SATS"];

    public static string Coin(int i) => Coins[i % Coins.Length];

    public static MarketId Market(int i) => new(Venues[i % Venues.Length], $"{Coins[i % 2].ToLowerInvariant()}usdt_{i:00}");

    public static FeedView[] Feeds() => Of(i => new FeedView(
        $"{Venues[i % Venues.Length]}/{i}", Venues[i % Venues.Length], "main", i % 5 == 0 ? "reconnecting" : "connected", "silo-a", i, Samples.Wall - TimeSpan.FromMinutes(7 * i), 200 + i,
        88_000_000 + i, 5_368_709_120 + i, 77_123_456 + i, 456.70000000000005 + i, 12, 35.199999999999996 + i,
        new Dictionary<string, long> { ["multiplier"] = 4_000 + i }, "The remote party closed the WebSocket connection without completing the close handshake.")
    {
        Unconfirmed = [.. Enumerable.Range(0, i % 3).Select(n => $"market {n}: unknown symbol")],
    });

    public static MarketView[] Markets() => Of(i => new MarketView(
        Market(i).ToString(), Coin(i), i % 2 == 0 ? "PERP" : "SPOT", i == 0, $"{Venues[i % Venues.Length]}/{i}", 54_321_987 + i, 123_456_789.10000001 * (i + 1),
        119_456_789.90000001, 0.0000012345678 * Math.Pow(10, i % 12), Samples.Market - TimeSpan.FromSeconds(i), 1, 2_000, 30, i % 4, i * 555));

    public static SymbolView[] Symbols() => Of(i => new SymbolView(
        Coin(i), 13, 25, 67_123.499999999993 / Math.Pow(10, i), Samples.Market, 1_500_000, -2_500_000, 345_600.10000000003 * (i + 1), -78_900.700000000012 * i, 576, "NONE", 6.6499999999999995,
        "phase 2: size of the divergence 0.351 times the mean, -0.51 deviations, needed >= 1.5 times $1.23M, above 1.2 times $2.34M, or more than 1 deviation",
        Samples.Market - TimeSpan.FromMinutes(5), 0, 98_765_432 + i)
    {
        HistoryProblem = i == 3 ? "history could not be loaded: BINANCE GET /api/v3/klines: expected 200, found 404" : null,
    });

    public static SignalRecord[] Signals() => Of(i => new SignalRecord(
        Samples.Signal(Coin(i), i * 300_000) with
        {
            Action = (SignalAction)(i % 3),
            Score = i % 3 == (int)SignalAction.Close ? 0 : 6.6499999999999995,
            EntryPrice = 66_900.250000000001 / Math.Pow(10, i % 9),
            Reasoning = "SpotUpFuturesDown: spot +$1.23M, perpetuals -$2.34M; deceleration 1.2, absorption 2, failed breakdown 0.8, bias 1.65",
        },
        (SignalOutcome)(i % 5),
        i % 5 is 2 or 3 ? "no success in 3 attempts: position for BTC/USDT:USDT already open - id: 14" : null,
        i % 5 == 1 ? 66_910.749999999993 : null)
    {
        Result = i % 5 == 1 ? new($"signal {i}", Samples.MarketUnixMs, 66_000, -1_073.6649999999995 * i, -10.059999999999999, 1_234, "stop_loss") : null,
    });

    public static SignalStatistics Statistics() => SignalStatistics.Of(
        Samples.MarketUnixMs - 2_592_000_000,
        Samples.MarketUnixMs,
        [.. Enum.GetValues<ResultKind>().SelectMany(kind => Enumerable.Range(0, 4).Select(i => new SignalCount(
            SignalTiers.All[i], Coin(i), kind, 1_234 + i, kind == ResultKind.Pending ? 0 : 1_234, kind == ResultKind.Unprofitable ? -123_456.789999999994 : 65_432.100000000006, 987_654)))]);

    public static OrderIntent[] Orders() => Of(i => new OrderIntent(
        Signal.IdOf($"{Coin(i)}USDT", Samples.MarketUnixMs + i, SignalAction.Long), Coin(i), i % 2 == 0 ? "LONG" : "CLOSE", i % 2 == 0 ? "filled" : "rejected", 3,
        Samples.Wall - TimeSpan.FromMinutes(i), i % 2 == 0 ? null : "price 66,910.75 is 0.71 % from the signal's 67,388.20, allowed 0.50 %", $"{1_234 + i}", 66_910.749999999993));

    public static PositionView[] Positions() => Of(i => new PositionView(
        $"{1_234 + i}", Signal.IdOf($"{Coin(i)}USDT", Samples.MarketUnixMs, SignalAction.Short), Coin(i), i % 2 == 0 ? "LONG" : "SHORT", 123_456_789.12345678m / (i + 1), 0.00000123456789m * (i + 1), 5,
        10_672.774999m, Samples.Market, 0.00000124456789m * (i + 1), (i % 2 == 0 ? 1 : -1) * 1_073.6649999999995m, i % 3 == 0 ? Samples.Market + TimeSpan.FromMinutes(95) : null,
        i % 3 == 0 ? Signal.IdOf($"{Coin(i)}USDT", Samples.MarketUnixMs, SignalAction.Close) : null));

    public static Gap[] Gaps() => Of(i => new Gap(
        Market(i), 1_000_000_000_000 + i, Samples.MarketUnixMs + (i * 60_000), 1_000_000_000_500 + i, Samples.MarketUnixMs + 12_345 + (i * 60_000), i % 2 == 0 ? 12_345_678 : null, "reconnect",
        i % 3 == 0 ? null : "GET /fapi/v1/historicalTrades?symbol=1000000MOGUSDT&fromId=1000000000000 and two more"));

    public static LedgerView Ledger() => new(
        Market(1).ToString(), Samples.Market - TimeSpan.FromHours(48), Samples.Market, 2_811, 60, 9,
        [.. Of(i => new LedgerRun(
            Market(1), Samples.MarketUnixMs + (i * 600_000), Samples.MarketUnixMs + (i * 600_000) + 540_000, 1_000_000_000_000 + i, 1_000_000_012_345 + i, 12_345, 45_600_000.10000001, 12_300_000.7, 2, 1,
            (LedgerState)(i % 3), ProofKind.Ids, "BINANCE_FUTURES/17", 3))],
        [Gaps()[1]]);

    public static OpenInterestView OpenInterest()
    {
        var view = Samples.OpenInterest();
        var venue = view.Venues[0];
        return view with
        {
            Venues = [.. Of(i => venue with { Exchange = $"{Venues[i % 4]}{i}", Markets = 1 })],
            Markets = [.. Of(i => view.Markets[1] with { Market = $"{Venues[i % 4]}{i}:{Coins[i % 2]}-USDT-SWAP", OpenInterestCoin = 24_680.500000000004 * (i + 1) })],
        };
    }

    public static Explanation Explanation() => new(
        "BTC", Samples.MarketUnixMs, StrategyProfile.Corrected, 576, "NONE", 6.6499999999999995, Symbols()[0].FirstFailure,
        [
            .. Of(i => i % 4 == 0
                ? new ExplanationStep(1 + (i / 5), "flow against the position", "spot +$1.23M, lately -$35.6k; perpetuals -$2.34M", ">= 1.5 times $1.23M, or more than 1 deviation", i % 8 == 0)
                : new ExplanationStep(1 + (i / 5), $"perpetual delta over {i} bars", "-$35.6k", i % 4 == 3 ? string.Empty : "< -$1.23M", i % 4 == 3 ? null : i % 2 == 0)),
        ]);

    public static object Bars() => new
    {
        market = Market(0).ToString(),
        timeframe = "1m",
        asOf = 7,
        bars = Of(i => new
        {
            openUnixMs = Samples.MarketUnixMs + (i * 60_000),
            open = 67_000.100000000006,
            high = 67_010.300000000003,
            low = 66_990.699999999997,
            close = 67_005.250000000007 - i,
            buyNotional = 1_250_000.1 * (i + 1),
            sellNotional = 750_000.7,
            buyCount = 321_123,
            sellCount = 123_321,
            buyLiquidation = 1_234_567.8,
            sellLiquidation = 0.1,
            partial = i % 7 == 0,
        }),
    };

    public static BacktestReport Backtest() => new(
        "1000000MOG 15m",
        [new("market", "BINANCE_FUTURES:1000000mogusdt, 15m, profile Corrected"), new("equity", "10,123.45 USD at the last close, 9,950.00 USD cash")],
        Of(i => new ReportOrder(
            Samples.MarketUnixMs + (i * 900_000), i % 2 == 0 ? "SELL" : "EXIT_BUY", 123_456_789.123456 / (i + 1), 0.0000123456789 * Math.Pow(10, i % 9), i % 2 == 0 ? 5 : null,
            i % 2 == 0 ? 6.6499999999999995 : null, i % 2 == 0 ? null : -1_073.6649999999995)
        {
            Why = i % 2 == 0 ? string.Empty : "spot flow against the position; range break; score below 3",
        }))
    {
        Assumptions = [new("fill", "the next bar's open, or none when it opens more than 10 minutes after the decision"), new("funding", "none is paid")],
        Exits = [.. Of(i => new ExitTotal($"spot flow against the position for {i} bars, and the range was broken upward at the same time", 1_234 + i, 567, -1_073.6649999999995 * i))],
        Refused = [.. Of(i => new RefusedOrder(RefusalRule.Age, ExecutedSide.Buy, Samples.MarketUnixMs + (i * 900_000), 66_900.250000000001, 7, "the next bar opens 3 d after the decision, allowed are 10 min"))],
    };

    private static T[] Of<T>(Func<int, T> row) => [.. Enumerable.Range(0, Rows).Select(row)];
}
