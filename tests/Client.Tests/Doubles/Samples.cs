using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Client.Tests.Doubles;

/// <summary>Views with figures that can be told apart.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Wall = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Market = new(2025, 1, 1, 8, 0, 0, TimeSpan.Zero);
    public static readonly MarketId Binance = new("BINANCE", "btcusdt");

    public static long MarketUnixMs => Market.ToUnixTimeMilliseconds();

    public static StatusView Status(long asOf = 7, string? version = null) => new(
        version ?? Versions.OfConsole, "demo", "embedded", "healthy", Wall - TimeSpan.FromMinutes(125), Wall, Market, asOf,
        3, 4, 41, 9, 1_234_567, 1_987.4, 12, 2, "paper", 10_250.55m, false);

    public static FeedView Feed() => new(
        "BINANCE/0", "BINANCE", "ws://127.0.0.1:9/ws", "connected", "silo-a", 3, Wall - TimeSpan.FromSeconds(42), 17, 88_000,
        5_368_709, 77_123, 456.7, 2, 35.2, new Dictionary<string, long> { ["side"] = 4 }, "remote closed")
    {
        Unconfirmed = ["BINANCE:nothing: unknown symbol"],
    };

    public static MarketView Reference() => new(
        "BINANCE:btcusdt", "BTC", "SPOT", true, "BINANCE/0", 54_321, 12_345_678, 11_000_000, 67_123.5, Market, 1, 2, 3, 4, 555);

    public static SymbolView Symbol(double price = 67_123.5) => new(
        "BTC", 3, 5, price, Market, 1_500_000, -2_500_000, 345_600, -78_900, 576, "NONE", 3.25, "spot delta over 10 bars is $120.00, needs $5.00k",
        Market - TimeSpan.FromMinutes(5), 0, 98_765);

    public static Signal Signal(string symbol = "BTC", long shiftMs = 0) => new()
    {
        Id = Core.Signals.Signal.IdOf(symbol, MarketUnixMs + shiftMs, SignalAction.Long),
        Pair = symbol + "USDT",
        BaseSymbol = symbol,
        Action = SignalAction.Long,
        BarCloseUnixMs = MarketUnixMs + shiftMs,
        Score = 7.5,
        PositionSizeFactor = 1.5,
        Leverage = 5,
        EntryPrice = 66_900.25,
        Confidence = 0.75,
        Reasoning = "reset confirmed",
        ParametersHash = "3558a7131b8012ad69bb9f6f83b0a8d2b3e0ad4b3a04e6fbd32dbd3a4cb9df14",
    };

    public static SignalRecord Record(string symbol = "BTC", long shiftMs = 0, SignalOutcome outcome = SignalOutcome.Filled) =>
        new(Signal(symbol, shiftMs), outcome, null, outcome == SignalOutcome.Filled ? 66_910.75 : null);

    public static SignalResult Result(string signalId) => new(signalId, MarketUnixMs + 5_700_000, 67_500, 73.66, 4.4034749, 95, "sqz-BTC-1735724100000-C");

    public static SignalStatistics Statistics() => SignalStatistics.Of(
        (Market - TimeSpan.FromDays(7)).ToUnixTimeMilliseconds(),
        MarketUnixMs,
        [
            new(SignalTiers.High, "BTC", ResultKind.Profitable, 3, 3, 1_234.5, 135),
            new(SignalTiers.High, "BTC", ResultKind.Unprofitable, 1, 1, -34.5, 45),
            new(SignalTiers.Medium, "ETH", ResultKind.Cancelled, 5, 0, 0, 0),
            new(SignalTiers.Medium, "ETH", ResultKind.Expired, 7, 0, 0, 0),
            new(SignalTiers.Low, "ETH", ResultKind.Pending, 2, 0, 0, 0),
        ]);

    public static ShadowView Shadow() => new(1, "fast", "abcdef0123456789", Market, 3, 10_000, 10_125.5, 1.255, 120, 14.5, 1, 12, 7, 2, 0.4);

    public static OrderIntent Order() => new(
        "sqz-BTC-1735718400000-L", "BTC", "LONG", "rejected", 2, Wall - TimeSpan.FromMinutes(3), "too many open positions", "77", 66_910.75)
    {
        GivenAt = Wall - TimeSpan.FromSeconds(185),
        LatencySeconds = 5,
        Rule = "room",
    };

    public static SignalLife Life() => SignalLife.Of(
        Signal().Id,
        Record() with { Result = Result(Signal().Id) },
        [
            new(Signal().Id, Wall, MarketUnixMs, StepKind.Given, "LONG BTC at 66,900.25, score 7.5: reset confirmed"),
            new(Signal().Id, Wall.AddMilliseconds(850), MarketUnixMs, StepKind.AnswerLost, "the connection was reset; it is looked for by its tag"),
            new(Signal().Id, Wall.AddSeconds(4), MarketUnixMs + 4_000, StepKind.Filled, "position 77 is open at 66,910.75, found by its tag (3 look-ups)")
            {
                TradeId = "77",
                Figures = new Dictionary<string, double> { [StepFigures.LatencySeconds] = 4 },
            },
            new(Signal().Id, Wall.AddSeconds(5_700), MarketUnixMs + 5_700_000, StepKind.Closed, "position 77 was closed: sqz-BTC-1735724100000-C") { OtherId = "sqz-BTC-1735724100000-C" },
        ]) with
    {
        Exit = new(Signal() with { Id = "sqz-BTC-1735724100000-C", Action = SignalAction.Close, Reasoning = "flow reversed" }, SignalOutcome.Filled, null, 67_500),
        Decision = Explanation(),
    };

    public static PositionView Position(bool isClosed = false) => new(
        "77", "sqz-BTC-1735718400000-L", "BTC", "LONG", 0.125m, 66_910.75m, 5, 1_672.77m, Market, 67_500m, 73.66m,
        isClosed ? Market + TimeSpan.FromMinutes(95) : null, isClosed ? "sqz-BTC-1735724100000-C" : null);

    public static Gap Gap() => new(Binance, 100, MarketUnixMs, 151, MarketUnixMs + 12_000, 50, "reconnect");

    public static LedgerView Ledger() => new(
        "BINANCE:btcusdt", Market - TimeSpan.FromHours(2), Market, 118, 1, 1,
        [new LedgerRun(Binance, MarketUnixMs - 7_200_000, MarketUnixMs - 120_000, 11, 9_999, 9_989, 4_560_000, 1_230_000, 2, 1, LedgerState.Complete, ProofKind.Ids, "BINANCE/0", 3)],
        [Gap()]);

    public static Explanation Explanation() => new(
        "BTC", MarketUnixMs, StrategyProfile.Corrected, 576, "NONE", 3.25, "spot delta over 10 bars is $120.00, needs $5.00k",
        [new(0, "bars in the window", "576", "at least 40", true), new(2, "spot delta over 10 bars", "$120.00", "$5.00k", false), new(4, "score", "3.25", "", null)]);

    public static CvdView Cvd() => new("BTC", "5m", 7, [MarketUnixMs - 600_000, MarketUnixMs - 300_000], [100_000, 200_000], [-50_000, 25_000], [67_000, null]);

    public static OpenInterestView OpenInterest() => new(
        "BTC",
        Market,
        1.25,
        [
            new("FUTURES_AGG", null, null, null, null, [], ["OKX"]),
            new("TOTAL_AGG", 1_300_000_000, 26_000, Market, -3.5, ["BYBIT"], []),
        ],
        [new("BYBIT", 1_300_000_000, 26_000, Market, null, 2, true, null), new("OKX", null, null, null, null, 0, false, "HTTP 500")],
        [
            new("BYBIT:BTCUSDT", 1_234_000_000, 24_680.5, Market - TimeSpan.FromSeconds(30), 2.5, true, null),
            new("BYBIT:BTCUSD", 66_000_000, 1_319.5, Market, null, true, "the last reading is more than half away and waits for another like it"),
        ]);

    public static HealthView Health(string level = "healthy") => new(level, level == "healthy",
    [
        new HealthPart("store", level, "SQLite answers", new Dictionary<string, double> { ["size MiB"] = 12.5 }),
        Disk(12.5, 71.25),
    ]);

    public static HealthPart Disk(double freeGib, double usedPercent) => new("system", "healthy", "processor, memory and disk have room", new Dictionary<string, double>
    {
        ["disk_free_gb"] = freeGib,
        ["disk_percent"] = usedPercent,
    });

    public static object Bars() => new
    {
        symbol = "BTC",
        timeframe = "1m",
        asOf = 7,
        bars = new object[]
        {
            new { market = "BINANCE:btcusdt", openUnixMs = MarketUnixMs, open = 67_000.5, high = 67_010.0, low = 66_990.0, close = 67_005.25, buyNotional = 1_250_000.0, sellNotional = 750_000.0, buyCount = 321, sellCount = 123, buyLiquidation = 0.0, sellLiquidation = 0.0 },
            new { market = "BINANCE:btcusdt", openUnixMs = MarketUnixMs + 60_000, open = (double?)null, high = (double?)null, low = (double?)null, close = (double?)null, buyNotional = 0.0, sellNotional = 0.0, buyCount = 0, sellCount = 0, buyLiquidation = 5_500.0, sellLiquidation = 0.0 },
        },
    };
}
