using System.Globalization;
using System.Text.Json.Nodes;

namespace SqueezeFlow.Screen.Tests.Fakes;

/// <summary>Answers of a calm service, in the shapes of docs/api.md.</summary>
internal static class FakeViews
{
    private const string Wall = "2026-01-05T10:00:00Z";

    private const string Limits = """
        {"riskPerTrade":0.02,"stakeUsd":200.13,"maxOpenPositions":2,"maxPositionsPerSymbol":1,"maxSignalAgeSeconds":300,"maxPriceAgeSeconds":60,"maxSlippage":0.005,"cooldownAfterLossSeconds":3600,
         "lostTodayUsd":-12.5,"maxLossTodayUsd":300.2,"coolDowns":[{"symbol":"SOL","untilUnixMs":1735702207000,"lostUsd":20.5}]}
        """;

    private static readonly long Bar = FakeMarket.EndUnixMs - (FakeMarket.EndUnixMs % 300_000);

    public static JsonObject Status(int symbols, long asOf, bool? isDryRun = true) => Parse($$"""
        {
          "version":"1.0.0","mode":"live","cluster":"embedded","health":"healthy","startedAt":"{{Wall}}","now":"{{Wall}}","marketTime":"{{FakeMarket.Text(FakeMarket.EndUnixMs)}}",
          "asOf":{{asOf}},"feedsConnected":2,"feeds":2,"markets":{{2 * symbols}},"symbols":{{symbols}},"trades":69244,"tradesPerSecond":1995.15,"signals":6,"openPositions":1,"account":"paper",
          "totalUsd":10006.57,"executionPaused":false,"unreachable":null,"reasons":[],"openToOthers":false,
          "accounts":[{"name":"main","behind":"paper","dryRun":{{(isDryRun is { } known ? known ? "true" : "false" : "null")}},"totalUsd":10006.57,"freeUsd":9500.2,"openPositions":1,"paused":false,"takes":"all coins","problem":null,"limits":{{Limits}}}],
          "silos":[{"name":"one","address":"127.0.0.1:1@1","state":"active","version":"1.0.0","startedAt":"{{Wall}}","ready":true,"health":"healthy","feeds":2,"feedsConnected":2,"tradesPerSecond":1995.15,
            "lagMs":38,"waiting":0,"signals":6,"cpuPercent":7,"memoryMb":274.8,"problem":null}]
        }
        """);

    public static JsonNode Figures(string symbol) => Parse($$"""
        {"symbol":"{{symbol}}","changePercent1h":-0.83,"openInterestChangePercent24h":1.2,"completeShare":0.998,"openGaps":0,"bars":50,"fromUnixMs":{{Bar - (50 * 300_000)}},
         "divergence":[0,120000,-40000,250000,310000]}
        """);

    public static JsonArray Feeds() => [Feed("BINANCE", 12), Feed("BINANCE_FUTURES", 38)];

    public static JsonObject Feed(string exchange, double lagMs, string state = "connected") => Parse($$"""
        {"id":"{{exchange}}/0","exchange":"{{exchange}}","endpoint":"wss://127.0.0.1/ws","state":"{{state}}","silo":"one","epoch":1,"since":"{{Wall}}","markets":3,"frames":27801,"bytes":3719349,
         "trades":27800,"tradesPerSecond":800.2,"connects":1,"lagMs":{{lagMs.ToString(CultureInfo.InvariantCulture)}},"rejected":{},"lastError":null,"unconfirmed":[],"unread":{},"overdue":[]}
        """);

    public static JsonObject Position(string symbol) => Parse($$"""
        {"id":"7","signalId":"sqz-{{symbol}}USDT-{{Bar - 600_000}}-L","symbol":"{{symbol}}","side":"LONG","quantity":0.05,"entryPrice":59990.5,"leverage":3,"stakeUsd":1000,
         "openedAt":"{{FakeMarket.Text(Bar - 600_000)}}","price":60010.5,"profitUsd":1.25,"closedAt":null,"exitReason":null,"account":"main"}
        """);

    public static JsonObject Signal(string symbol, string outcome) => Parse($$"""
        {"signal":{"id":"sqz-{{symbol}}USDT-{{Bar - 600_000}}-L","symbol":"{{symbol}}USDT","baseSymbol":"{{symbol}}","action":"Long","barCloseUnixMs":{{Bar - 600_000}},"score":7.2,"positionSizeFactor":1,
          "leverage":3,"entryPrice":59990.5,"confidence":0.75,"reasoning":"SpotUpFuturesDown; deceleration 1.75, absorption 2.5","ttlSeconds":600,"positionId":null,"tradeId":null,
          "spotCvd":15330637.3,"perpCvd":-43929217.3,"resetLow":59900,"resetHigh":60100,"source":null},
         "outcome":"{{outcome}}","detail":{{(outcome == "Rejected" ? "\"2 positions are open, at most 2 may be\"" : "null")}},"fillPrice":{{(outcome == "Filled" ? "59991.1" : "null")}}}
        """);

    public static JsonObject Order(string symbol) => Parse($$"""
        {"signalId":"sqz-{{symbol}}USDT-{{Bar - 600_000}}-L","baseSymbol":"{{symbol}}","action":"LONG","state":"filled","attempts":1,"updatedAt":"{{Wall}}","detail":null,"tradeId":"7","price":59991.1,
         "givenAt":"{{Wall}}","latencySeconds":0.0038,"rule":null,"source":null,"account":"main"}
        """);

    public static JsonObject Shadow(int rank, string name, double equityUsd, bool hasBegun = true) => Parse($$"""
        {"rank":{{rank}},"name":"{{name}}","parametersHash":"5d41402abc4b2a76b9719d911017c592","since":{{(hasBegun ? $"\"{FakeMarket.Text(Bar - 3_600_000)}\"" : "null")}},"symbols":2,"initialUsd":10000,
         "equityUsd":{{equityUsd.ToString(CultureInfo.InvariantCulture)}},"returnPercent":{{((equityUsd / 100) - 100).ToString(CultureInfo.InvariantCulture)}},"profitUsd":12.5,"feesUsd":3.2,"open":1,"closed":4,"wins":3,
         "refused":1,"agreement":{{(hasBegun ? "0.5" : "null")}}}
        """);

    public static JsonObject Gap(string market, long from, long to, long? missing, string? filledBy = null) => Parse($$"""
        {"market":"{{market}}","beforeId":100,"beforeUnixMs":{{from}},"afterId":200,"afterUnixMs":{{to}},"missing":{{missing?.ToString(CultureInfo.InvariantCulture) ?? "null"}},"reason":"reconnect",
         "filledBy":{{(filledBy is null ? "null" : $"\"{filledBy}\"")}}}
        """);

    public static JsonObject Explanation(string symbol, long barCloseUnixMs) => Parse($$"""
        {"symbol":"{{symbol}}","barCloseUnixMs":{{barCloseUnixMs}},"profile":"Corrected","bars":576,"decision":"NONE","score":3.8,"firstFailure":"phase 4: score 3.8, needed >= 4","steps":[
          {"phase":0,"name":"bars in the window","actual":"576","required":">= 40","passed":true},
          {"phase":1,"name":"environment","actual":"Neutral, bias Neutral","required":"","passed":null},
          {"phase":2,"name":"spot delta over 10 bars","actual":"+$2.10M","required":"> +$1.00M","passed":true},
          {"phase":3,"name":"convergence","actual":"+12.10 % closed","required":">= 10 %","passed":true},
          {"phase":4,"name":"deceleration","actual":"1.75","required":"","passed":null},
          {"phase":4,"name":"score","actual":"3.8","required":">= 4","passed":false}]}
        """);

    public static JsonObject OpenInterest(string symbol, long unixMs) => Parse($$"""
        {"symbol":"{{symbol}}","at":"{{FakeMarket.Text(unixMs)}}","changePercent2h":0.4,
         "aggregates":[{"name":"TOTAL_AGG","openInterestUsd":565570471.67,"openInterestCoin":6049.5,"summedAt":"{{FakeMarket.Text(unixMs)}}","changePercent24h":1.2,"venues":["BINANCE_FUTURES"],"missing":[]}],
         "venues":[{"exchange":"BINANCE_FUTURES","openInterestUsd":565570471.67,"openInterestCoin":6049.5,"readAt":"{{FakeMarket.Text(unixMs)}}","changePercent24h":1.2,"markets":1,"stands":true,"error":null}],
         "markets":[{"market":"BINANCE_FUTURES:btcusdt","openInterestUsd":565570471.67,"openInterestCoin":6049.5,"readAt":"{{FakeMarket.Text(unixMs)}}","changePercent24h":1.2,"stands":true,"note":null}]}
        """);

    public static JsonObject OpenInterestHistory(string symbol, long unixMs)
    {
        long[] times = [.. Enumerable.Range(0, 12).Select(step => unixMs - ((11 - step) * 300_000))];
        return new()
        {
            ["symbol"] = symbol,
            ["name"] = "TOTAL_AGG",
            ["unixMs"] = new JsonArray([.. times]),
            ["openInterestUsd"] = new JsonArray([.. times.Select((_, step) => (JsonNode)(565_000_000 + (step * 100_000)))]),
            ["openInterestCoin"] = new JsonArray([.. times.Select((_, step) => (JsonNode)(6_000 + step))]),
        };
    }

    public static JsonArray Ledger(string symbol, long from, long to) => [Ledger($"BINANCE:{symbol.ToLowerInvariant()}usdt", from, to, []), Ledger($"BINANCE_FUTURES:{symbol.ToLowerInvariant()}usdt", from, to, [])];

    public static JsonObject Ledger(string market, long from, long to, JsonArray gaps)
    {
        var ledger = Parse($$"""
            {"market":"{{market}}","from":"{{FakeMarket.Text(from)}}","to":"{{FakeMarket.Text(to)}}","completeMinutes":{{(to - from) / 60_000}},"partialMinutes":0,"unknownMinutes":0,
             "runs":[{"market":"{{market}}","fromUnixMs":{{from}},"toUnixMs":{{to}},"firstId":1,"lastId":16702,"trades":16702,"buyNotional":136646950.6,"sellNotional":135096748.8,"gapsFound":0,"gapsFilled":0,
               "state":"Complete","proof":"Ids","feedId":"BINANCE/0","epoch":1}]}
            """);
        ledger["gaps"] = gaps;
        return ledger;
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>The catalogue of venues: one that is read, one that is not, one that has closed.</summary>
    public static JsonNode Venues() => JsonNode.Parse("""
        [
          {"venue":"BINANCE","closed":null,"isRead":true,"connects":2,"lagMsP50":38,"lagMsP99":120,"tradesPerSecond":[800,810,790]},
          {"venue":"OKX","closed":null,"isRead":false,"connects":0,"lagMsP50":null,"lagMsP99":null,"tradesPerSecond":[]},
          {"venue":"BITMEX","closed":"closed on 2026-09-23","isRead":false,"connects":0,"lagMsP50":null,"lagMsP99":null,"tradesPerSecond":[]}
        ]
        """)!;
}
