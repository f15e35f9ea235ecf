using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Backtests;

/// <summary>The page of a back-test: one file with the data that it shows.</summary>
public sealed partial class ReportPageTests : IDisposable
{
    private const int Bars = 3_000;
    private readonly BarFolder _folder = new();
    private readonly string _spot;
    private readonly string _perp;

    public ReportPageTests()
    {
        _spot = _folder.Write("spot.csv", RandomMarket.Bars(1, Bars));
        _perp = _folder.Write("perp.csv", RandomMarket.Bars(2, Bars));
    }

    [Theory]
    [InlineData("Original")]
    [InlineData("Corrected")]
    public async Task Its_figures_are_those_that_json_prints(string profile)
    {
        var (page, printed) = await RunAsync(_spot, _perp, "--profile", profile, "--to", "2025-01-30");

        Assert.NotEmpty(printed["executed_orders"]!.AsArray());
        Assert.True(JsonNode.DeepEquals(printed, DataOf(page)["result"]));
    }

    [Fact]
    public async Task The_same_inputs_give_the_same_bytes_wherever_they_lie()
    {
        using var elsewhere = new BarFolder();
        var (spot, perp) = (elsewhere.Write("spot.csv", RandomMarket.Bars(1, Bars)), elsewhere.Write("perp.csv", RandomMarket.Bars(2, Bars)));

        var (first, _) = await RunAsync(_spot, _perp);
        var (second, _) = await RunAsync(spot, perp);
        var (other, _) = await RunAsync(_spot, _perp, "--fee", "0");

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Nothing_in_the_data_can_end_them_or_begin_a_script()
    {
        var evil = _folder.Write("a<script>b<!--c.csv", RandomMarket.Bars(2, Bars));

        var (page, _) = await RunAsync(_spot, evil);

        var json = JsonOf(page);
        Assert.DoesNotContain('<', json);
        Assert.Equal("a<script>b<!--c.csv", DataOf(page)["inputs"]![1]!["file"]!.GetValue<string>());
        Assert.Contains("<title>Back-test of a&lt;script&gt;b&lt;!--c, 15m, Corrected</title>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_lets_the_one_script_and_the_one_style_sheet_in_and_nothing_else()
    {
        var (page, _) = await RunAsync(_spot, _perp);

        var policy = Policy().Match(page).Groups[1].Value;
        var script = Assert.Single(Script().Matches(page)).Groups[1].Value;
        var style = Assert.Single(Style().Matches(page)).Groups[1].Value;
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src '{HashOf(script)}'; style-src '{HashOf(style)}';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", script, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("</script>").Length - 1);
    }

    [Fact]
    public async Task It_tells_what_was_run_on_what()
    {
        var (page, _) = await RunAsync(_spot, _perp, "--fee", "0.05%", "--from", "2025-01-05");

        var data = DataOf(page);
        var parameters = data["parameters"]!.AsArray().ToDictionary(pair => pair![0]!.GetValue<string>(), pair => pair![1]!.GetValue<string>());
        var spot = data["inputs"]![0]!;
        Assert.Equal(("0.05 %", "2025-01-05 00:00:00 UTC", "not given", "live", "10m 0s"), (parameters["--fee"], parameters["--from"], parameters["--to"], parameters["--limits"], parameters["--gap-tolerance"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(_spot, TestContext.Current.CancellationToken))), spot["sha256"]!.GetValue<string>());
        Assert.Equal((Bars, RandomMarket.Start), (spot["rows"]!.GetValue<int>(), spot["first"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Rows_that_a_file_lacks_are_holes_of_its_market_and_those_within_a_bar_make_it_partial()
    {
        var rows = RandomMarket.Bars(2, Bars * 3, step: 300);
        rows.RemoveAll(row => (row.OpenSeconds - RandomMarket.Start) / 300 is (>= 300 and < 330) or 601);
        var perp = _folder.Write("holes.csv", rows);

        var (page, printed) = await RunAsync(_spot, perp);

        var ledgers = DataOf(page)["ledgers"]!.AsArray();
        var gap = Assert.Single(ledgers[1]!["gaps"]!.AsArray())!;
        var partial = Assert.Single(ledgers[1]!["runs"]!.AsArray(), run => !run!["is_whole"]!.GetValue<bool>())!;
        Assert.Equal((RandomMarket.Start + 90_000, RandomMarket.Start + 99_000, 30), (gap["from"]!.GetValue<long>(), gap["to"]!.GetValue<long>(), gap["rows"]!.GetValue<int>()));
        Assert.Equal((RandomMarket.Start + 180_000, 2), (partial["from"]!.GetValue<long>(), partial["rows"]!.GetValue<int>()));
        Assert.Equal((Bars * 3) - 31, ledgers[1]!["rows"]!.GetValue<int>());
        Assert.Equal(Bars * 3, ledgers[1]!["expected"]!.GetValue<int>());
        Assert.Empty(ledgers[0]!["gaps"]!.AsArray());
        Assert.Equal(10, printed["missing_bars"]!.GetValue<int>());
    }

    [Fact]
    public async Task Short_rows_that_are_missing_are_a_hole_from_a_minute_on()
    {
        var spot = RandomMarket.Bars(1, 600, step: 1);
        spot.RemoveAll(row => row.OpenSeconds - RandomMarket.Start is (> 100 and < 150) or (> 300 and < 390));

        var (page, _) = await RunAsync(_folder.Write("spot.csv", spot), _folder.Write("perp.csv", RandomMarket.Bars(2, 600, step: 1)), "--timeframe", "1s");

        var ledger = DataOf(page)["ledgers"]![0]!;
        var gap = Assert.Single(ledger["gaps"]!.AsArray())!;
        Assert.Equal((RandomMarket.Start + 301, RandomMarket.Start + 390), (gap["from"]!.GetValue<long>(), gap["to"]!.GetValue<long>()));
        Assert.Null(gap["rows"]);
        Assert.Null(ledger["expected"]);
        Assert.Equal([RandomMarket.Start + 301, RandomMarket.Start + 600], ledger["runs"]!.AsArray().Select(run => run!["to"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Open_interest_is_drawn_and_its_holes_are_not()
    {
        var rows = Enumerable.Range(0, 400).Select(i => $"{RandomMarket.Start + (i * 300)},{(i == 200 ? 0 : 1_000_000 + i)}\n");
        var oi = _folder.Write("oi.csv", "time_s,oi_quote\n" + string.Concat(rows));

        var (page, _) = await RunAsync(_spot, _perp, "--oi", oi);

        var shown = DataOf(page)["open_interest"]!;
        Assert.Equal((RandomMarket.Start, 400), (shown["t"]![0]!.GetValue<long>(), shown["usd"]!.AsArray().Count));
        Assert.Equal((1_000_199, null, 1_000_201), (shown["usd"]![199]!.GetValue<int>(), shown["usd"]![200], shown["usd"]![201]!.GetValue<int>()));
        Assert.Equal("oi.csv", DataOf(page)["inputs"]![2]!["file"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_short_run_is_explained_bar_by_bar()
    {
        var (page, printed) = await RunAsync(_spot, _perp);

        var told = DataOf(page)["explanations"]!;
        Assert.Equal(Bars, told["evaluated"]!.GetValue<int>());
        Assert.Equal(Bars, told["bars"]!.AsArray().Count);
        Assert.All(DecisionsOf(printed), time => Assert.Contains(told["bars"]!.AsArray(), bar => bar!["t"]!.GetValue<long>() == time));
    }

    [Fact]
    public async Task A_long_run_is_drawn_in_longer_bars_and_explained_where_something_was_decided()
    {
        const int many = 25_000;
        var spot = _folder.Write("spot.csv", RandomMarket.Bars(1, many));
        var perp = _folder.Write("perp.csv", RandomMarket.Bars(2, many));

        var (page, printed) = await RunAsync(spot, perp);

        var data = DataOf(page);
        var told = data["explanations"]!["bars"]!.AsArray().Select(bar => bar!["t"]!.GetValue<long>()).ToHashSet();
        Assert.Equal(("30m", many / 2), (data["chart"]!["timeframe"]!.GetValue<string>(), data["chart"]!["t"]!.AsArray().Count));
        Assert.InRange(data["curve"]!["t"]!.AsArray().Count, many / 3, 20_001);
        Assert.Superset(DecisionsOf(printed).ToHashSet(), told);
        Assert.InRange(told.Count, 2, many / 2);
        Assert.Contains(RandomMarket.Start + (many * RandomMarket.Step), told);
        var chart = data["chart"]!;
        var rows = RandomMarket.Bars(2, 2);
        Assert.Equal(
            (rows[0].Open, Math.Max(rows[0].High, rows[1].High), Math.Min(rows[0].Low, rows[1].Low), rows[1].Close, rows[0].BuyNotional + rows[1].BuyNotional),
            (Number(chart["open"]), Number(chart["high"]), Number(chart["low"]), Number(chart["close"]), Number(chart["perp_buy"])));
    }

    public void Dispose() => _folder.Dispose();

    private static double Number(JsonNode? column) => column![0]!.GetValue<double>();

    private static IEnumerable<long> DecisionsOf(JsonNode printed) => printed["executed_orders"]!.AsArray().Select(order => order!["decided"]!.GetValue<long>());

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string JsonOf(string page) => Data().Match(page).Groups[1].Value;

    private static JsonNode DataOf(string page) => JsonNode.Parse(JsonOf(page))!;

    private async Task<(string Page, JsonNode Printed)> RunAsync(string spot, string perp, params string[] more)
    {
        using var terminal = new TestTerminal();
        var path = _folder.PathOf("report.html");
        var exitCode = await terminal.RunAsync(["backtest", "--spot", spot, "--perp", perp, "--json", "--out", path, .. more]);
        Assert.True(exitCode == 0, terminal.Error);
        return (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), JsonNode.Parse(terminal.Out)!);
    }

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">")]
    private static partial Regex Policy();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<script type=\"application/json\" id=\"squeezeflow-backtest\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();
}
