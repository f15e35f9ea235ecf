using System.Text.Json.Nodes;

namespace SqueezeFlow.Screen.Tests.Fakes;

/// <summary>Prices and flow of coins, the same whenever they are asked for.</summary>
/// <param name="names">The coins' names.</param>
internal sealed class FakeMarket(IReadOnlyList<string> names)
{
    /// <summary>Market time at which a fake service begins: 2025-01-01 03:00:07 UTC.</summary>
    public const long EndUnixMs = 1_735_700_407_000;

    private const long BeginUnixMs = EndUnixMs - (6 * 3_600_000);

    /// <summary>The coins' names.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>A symbol as it is told at a moment.</summary>
    public static JsonObject Symbol(string name, long unixMs, double shift = 0) => new()
    {
        ["symbol"] = name,
        ["spotMarkets"] = 1,
        ["perpMarkets"] = 1,
        ["price"] = Price(name, unixMs) + shift,
        ["marketTime"] = Text(unixMs),
        ["spotCvd"] = 16_225_409.4987 + shift,
        ["perpCvd"] = -46_684_912.4696,
        ["windowSpotCvd"] = 4_123_456.78 + shift,
        ["windowPerpCvd"] = -1_234_567.89,
        ["bars"] = 576,
        ["decision"] = "NONE",
        ["score"] = 3.8,
        ["firstFailure"] = "phase 4: score 3.8, needed >= 4",
        ["evaluatedAt"] = Text(unixMs - (unixMs % 300_000)),
        ["pendingSignals"] = 0,
        ["trades"] = 26_805,
        ["waitingBar"] = null,
        ["lastTradeAt"] = Text(unixMs),
        ["historyProblem"] = null,
    };

    /// <summary>Bars of a range, the last of them still forming.</summary>
    public static JsonArray Bars(string name, long length, long from, long to, Func<JsonObject, JsonObject?>? edit = null)
    {
        JsonArray bars = [];
        for (var open = Math.Max(BeginUnixMs, from); open < to; open += length)
        {
            open -= open % length;
            if (Bar(name, open, length) is var bar && (edit is null ? bar : edit(bar)) is { } edited)
            {
                bars.Add(edited);
            }
        }

        return bars;
    }

    /// <summary>The same bars by market: a quarter of the flow on spot, the rest on perpetuals.</summary>
    public static JsonArray ByMarket(JsonArray bars, string name)
    {
        JsonArray all = [];
        foreach (var (exchange, part) in (ReadOnlySpan<(string, double)>)[("BINANCE", 0.25), ("BINANCE_FUTURES", 0.75)])
        {
            foreach (var bar in bars)
            {
                var own = bar!.DeepClone().AsObject();
                own["market"] = $"{exchange}:{name.ToLowerInvariant()}usdt";
                (own["buyNotional"], own["sellNotional"]) = ((double?)own["buyNotional"] * part, (double?)own["sellNotional"] * part);
                all.Add(own);
            }
        }

        return all;
    }

    /// <summary>Deltas of volume of the same range.</summary>
    public static JsonObject Cvd(string name, string timeframe, long length, long from, long to, long asOf, Func<JsonObject, JsonObject?>? edit)
    {
        JsonArray opens = [], spot = [], perp = [], close = [];
        foreach (var bar in Bars(name, length, from, to, edit))
        {
            var open = (long)bar!["openUnixMs"]!;
            opens.Add(open);
            spot.Add(Math.Round(10_000 * Math.Sin(open / 97_000.0), 2));
            perp.Add(Math.Round(20_000 * Math.Cos(open / 131_000.0), 2));
            close.Add(bar["close"]?.DeepClone());
        }

        return new()
        {
            ["symbol"] = name,
            ["timeframe"] = timeframe,
            ["asOf"] = asOf,
            ["openUnixMs"] = opens,
            ["spotDelta"] = spot,
            ["perpDelta"] = perp,
            ["close"] = close,
            ["partialUnixMs"] = new JsonArray(),
        };
    }

    /// <summary>ISO-8601, as the service writes it.</summary>
    public static string Text(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Bar(string name, long open, long length)
    {
        var (first, last) = (Price(name, open), Price(name, open + length));
        return new()
        {
            ["market"] = null,
            ["openUnixMs"] = open,
            ["open"] = first,
            ["high"] = Math.Max(first, last) + 1.5,
            ["low"] = Math.Min(first, last) - 1.5,
            ["close"] = last,
            ["buyNotional"] = 82_960.6,
            ["sellNotional"] = 95_401.5,
            ["buyCount"] = 12,
            ["sellCount"] = 8,
            ["buyLiquidation"] = 0,
            ["sellLiquidation"] = 0,
        };
    }

    private static double Price(string name, long unixMs) =>
        Math.Round((name == "BTC" ? 60_000 : name == "ETH" ? 3_000 : 200) + (20 * Math.Sin(unixMs / 211_000.0)) + (7 * Math.Sin(unixMs / 17_000.0)), 1);
}
