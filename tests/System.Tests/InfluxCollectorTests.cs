using System.Net;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>The database of aggr-server, served to its chart clients and gone on with.</summary>
public sealed class InfluxCollectorTests
{
    private const long DayMs = 86_400_000;

    private static readonly KeyValuePair<string, string?> Layout = new("Influx:Layout", "Collector");

    // The server's own order, which is that of an answer too.
    private static readonly string[] Fields = ["cbuy", "close", "csell", "high", "lbuy", "low", "lsell", "open", "vbuy", "vsell"];

    private static string AllMarkets => string.Join('+', CollectorData.Markets.Select(Uri.EscapeDataString));

    [Fact]
    public async Task Every_row_is_served_as_it_is_and_left_as_it_is_while_ours_come_beside_it()
    {
        await using var bench = await InfluxBench.OpenAsync(new(new(Seed: 9, Symbols: 1, TradesPerSecond: 100)));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var end = Timeframe.S10.Floor(now) - 20_000;
        await new CollectorData(bench.Influx, end, bench.Stop).WriteAsync();
        var before = await ContentAsync(bench, end);
        await using (var service = bench.Start(Layout, new("Feeds:Enabled", "false")))
        {
            await service.WaitForLogAsync("answers at");
            await AssertServedAsync(bench, service, end);
            await AssertErrorsAsync(service, end);
            await InfluxBench.EndAsync(service, "TERM");
        }

        Assert.Equal(before, await ContentAsync(bench, end));
        await AssertGoesOnAsync(bench);
        Assert.Equal(before, await ContentAsync(bench, end));
    }

    // Policies by name, and every row whose bucket was over before ours began.
    private static async Task<string> ContentAsync(InfluxBench bench, long end)
    {
        List<string> all = [];
        foreach (var name in CollectorData.Timeframes)
        {
            var policies = await bench.Influx.RowsAsync("SHOW RETENTION POLICIES ON significant_trades", bench.Stop);
            all.Add(policies.Single(row => (string?)row[0] == $"aggr_{name}").ToJsonString());
            var last = Timeframe.Parse(name).Floor(end);
            var rows = await bench.Influx.RowsAsync($"SELECT * FROM significant_trades.aggr_{name}.trades_{name} WHERE time < {last}ms", bench.Stop);
            Assert.NotEmpty(rows);
            all.AddRange(rows.Select(row => row.ToJsonString()));
        }

        return string.Join('\n', all);
    }

    private static async Task AssertServedAsync(InfluxBench bench, Service service, long end)
    {
        var products = JsonNode.Parse(await service.GetAsync("/products"))!.AsArray().Select(name => (string)name!);
        Assert.Equal(CollectorData.Markets.Select(name => name.Replace("OKEX:", "OKX:", StringComparison.Ordinal)).Order(StringComparer.Ordinal), products);
        foreach (var name in CollectorData.Timeframes)
        {
            var length = Timeframe.Parse(name);
            await AssertServedAsync(bench, service, length, length, length.Floor(end) - (900 * length.Milliseconds), end + DayMs);
        }

        // Kept longer than what they could be folded of.
        await AssertServedAsync(bench, service, Timeframe.Parse("30s"), Timeframe.Parse("30s"), end - (30 * 3_600_000), end - (20 * 3_600_000));
        await AssertServedAsync(bench, service, Timeframe.Parse("3m"), Timeframe.Parse("3m"), end - (6 * DayMs), end - (5 * DayMs));
        await AssertServedAsync(bench, service, Timeframe.Parse("6h"), Timeframe.Parse("6h"), end - (1_000 * DayMs), end - (950 * DayMs));
        await AssertServedAsync(bench, service, Timeframe.D1, Timeframe.D1, end - (1_500 * DayMs), end - (1_400 * DayMs));

        // Not kept at all.
        await AssertServedAsync(bench, service, Timeframe.Parse("20s"), Timeframe.S10, end - 3_600_000, end);
        await AssertServedAsync(bench, service, Timeframe.Parse("2m"), Timeframe.M1, end - (10 * 3_600_000), end);
        await AssertServedAsync(bench, service, Timeframe.Parse("12h"), Timeframe.H4, end - (2 * DayMs), end);
    }

    private static async Task AssertServedAsync(InfluxBench bench, Service service, Timeframe timeframe, Timeframe kept, long from, long to)
    {
        var answer = JsonNode.Parse(await service.GetAsync($"/historical/{from}/{to}/{timeframe.Milliseconds}/{AllMarkets}"))!;
        var columns = answer["columns"]!.AsObject();
        var found = answer["results"]!.AsArray().Select(row => row!.AsArray()).ToList();
        Assert.Equal("point", (string?)answer["format"]);
        Assert.Equal(["time", .. Fields.Append("market").Order(StringComparer.Ordinal)], columns.Select(column => column.Key));
        Assert.Equal(found.Select(row => (long)row[0]!).Order(), found.Select(row => (long)row[0]!));
        var first = timeframe.Ceiling(from);
        foreach (var market in CollectorData.Markets)
        {
            var select = timeframe == kept
                ? string.Join(", ", Fields)
                : string.Join(", ", Fields.Select(field => $"{Function(field)}({field}) AS {field}"));
            var grouping = timeframe == kept ? "" : $" GROUP BY time({timeframe}) fill(none)";
            var stored = await bench.Influx.RowsAsync(
                $"SELECT {select} FROM significant_trades.aggr_{kept}.trades_{kept} WHERE market = '{market}' AND time >= {first}ms AND time < {to}ms{grouping}", bench.Stop);
            var rows = found.Where(row => (string?)row[columns["market"]!.GetValue<int>()] == market).ToList();
            Assert.NotEmpty(rows);
            Assert.Equal(stored.Select(row => (long)row[0]! / 1_000), rows.Select(row => (long)row[0]!));
            foreach (var (expected, row) in stored.Zip(rows))
            {
                Assert.All(Fields, (field, place) => AssertSame(expected[place + 1], row[columns[field]!.GetValue<int>()], $"{timeframe} {field} of {market}: {expected.ToJsonString()} is served as {row.ToJsonString()}"));
            }
        }
    }

    private static string Function(string field) => field switch { "open" => "first", "close" => "last", "high" => "max", "low" => "min", _ => "sum" };

    // Sums of the same rows in another order differ in the last places.
    private static void AssertSame(JsonNode? expected, JsonNode? found, string what)
    {
        var isSame = (expected, found) switch
        {
            (null, null) => true,
            ({ } one, { } other) => Math.Abs((double)one - (double)other) <= 1e-12 * Math.Abs((double)one),
            _ => false,
        };
        Assert.True(isSame, what);
    }

    private static async Task AssertErrorsAsync(Service service, long end)
    {
        const string Nothing = """{"format":"point","columns":{},"results":[]}""";
        Assert.Equal(Nothing, await service.GetAsync($"/historical/{end - 60_000}/{end}/10000/NOWHERE:btcusdt"));
        Assert.Equal(Nothing, await service.GetAsync($"/historical/{end - 60_000}/{end}/10001/{AllMarkets}"));
        Assert.Equal(Nothing, await service.GetAsync($"/historical/{end - (3_000 * DayMs)}/{end - (2_999 * DayMs)}/60000/{AllMarkets}"));
        await AssertRefusedAsync(service, $"/historical/{end}/{end - 1}/10000/{AllMarkets}", "from > to");
        await AssertRefusedAsync(service, $"/historical/0/{end}/10000/{AllMarkets}", "too many bars");
        await AssertRefusedAsync(service, $"/historical/then/{end}/10000/{AllMarkets}", "missing interval");

        // A slash may stand as it is, and without names all markets are asked for.
        Assert.Contains("\"KRAKEN:XBT/USD\"", await service.GetAsync($"/historical/{end - 3_600_000}/{end}/10000/KRAKEN:XBT/USD"), StringComparison.Ordinal);
        Assert.Contains("\"BYBIT:BTCUSDT\"", await service.GetAsync($"/historical/{end - 3_600_000}/{end}"), StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(Service service, string path, string words)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await service.StatusOfAsync(path));
        Assert.Equal($$"""{"error":"{{words}}"}""", (await service.ReadAsync(path)).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static async Task AssertGoesOnAsync(InfluxBench bench)
    {
        const long LengthMs = 15_300;
        var world = bench.World;
        await using var venues = await bench.OpenVenuesAsync(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await using var service = await bench.StartAsync(venues, Layout);
        var start = Timeframe.S1.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 999);
        venues.StartClock(start, start + LengthMs);
        await venues.Completion.WaitAsync(bench.Stop);
        await service.WaitUntilAsync("/api/v1/feeds", feeds => feeds.AsArray().Sum(feed => (long)feed!["trades"]!) == venues.Sent.Values.Sum());
        await InfluxBench.EndAsync(service, "TERM");

        foreach (var market in world.Markets.Select(market => market.Id))
        {
            var truth = world.Bars(market, Timeframe.S10, start, start + LengthMs).ToList();
            var stored = await bench.Influx.RowsAsync(
                $"SELECT cbuy, csell, open, high, low, close, lbuy FROM significant_trades.aggr_10s.trades_10s WHERE market = '{market}' AND time >= {Timeframe.S10.Floor(start)}ms", bench.Stop);
            Assert.Equal(
                truth.Select(bar => (bar.OpenUnixMs, (double)bar.BuyCount, (double)bar.SellCount, bar.Open, bar.High, bar.Low, bar.Close)),
                stored.Select(row => ((long)row[0]!, (double)row[1]!, (double)row[2]!, (double)row[3]!, (double)row[4]!, (double)row[5]!, (double)row[6]!)));
        }

        var fields = await bench.Influx.RowsAsync("SHOW FIELD KEYS ON significant_trades FROM aggr_10s.trades_10s", bench.Stop);
        Assert.Equal(Fields.Select(field => (field, "float")), fields.Select(row => ((string)row[0]!, (string)row[1]!)).Order());
        Assert.Equal(["market"], (await bench.Influx.RowsAsync("SHOW TAG KEYS ON significant_trades FROM trades_10s", bench.Stop)).Select(row => (string)row[0]!));
    }
}
