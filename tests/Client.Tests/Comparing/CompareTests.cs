using System.Text.Json.Nodes;
using SqueezeFlow.Client.Tests.Backtests;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Comparing;

/// <summary>Two results side by side.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly BarFolder _folder = new();
    private readonly string _spot;
    private readonly string _perp;

    public CompareTests()
    {
        _spot = _folder.Write("spot.csv", RandomMarket.Bars(1, 3_000));
        _perp = _folder.Write("perp.csv", RandomMarket.Bars(2, 3_000));
    }

    [Fact]
    public async Task What_costs_make_is_the_difference_and_nothing_else_differs()
    {
        var (dear, free) = (await BacktestAsync("dear.json"), await BacktestAsync("free.json", "--fee", "0"));

        var document = await CompareAsync(dear, free);

        Assert.Equal(("squeezeflow-comparison", 1, "back-test"), ((string)document["format"]!, (int)document["version"]!, (string)document["kind"]!));
        Assert.Equal(("dear.json", "free.json"), ((string)document["a"]!["file"]!, (string)document["b"]!["file"]!));
        var difference = Assert.Single(document["differences"]!.AsArray())!;
        Assert.Equal(("costs", "fee"), ((string)difference["of"]!, (string)difference["name"]!));
        Assert.StartsWith("0.1 %", (string)difference["a"]!, StringComparison.Ordinal);
        var fees = Figure(document, "fees");
        Assert.Equal((double)fees["b"]!["estimate"]! - (double)fees["a"]!["estimate"]!, (double)fees["difference"]!);
        Assert.InRange((double)Figure(document, "net_profit")["difference"]!, 0.01, double.MaxValue);
    }

    [Fact]
    public async Task It_is_written_as_a_page_with_the_data_that_json_prints()
    {
        var (first, second) = (await BacktestAsync("a.json"), await BacktestAsync("b.json", "--fee", "0"));

        var printed = await RunAsync(["compare", first, second, "--json", "--out", PathOf("both.html")]);
        await RunAsync(["compare", first, second, "--out", PathOf("both.json")]);

        var page = await File.ReadAllTextAsync(PathOf("both.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<title>a.json and b.json</title>", page, StringComparison.Ordinal);
        Assert.Contains($"<script type=\"application/json\" id=\"squeezeflow-comparison\">{printed.TrimEnd('\n').Replace("<", "\\u003c", StringComparison.Ordinal)}</script>", page, StringComparison.Ordinal);
        Assert.Equal(printed, await File.ReadAllTextAsync(PathOf("both.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_and_data_of_the_same_back_test_are_alike()
    {
        var (page, data) = (await BacktestAsync("a.html"), await BacktestAsync("b.json"));
        using var terminal = new TestTerminal();

        var document = await CompareAsync(page, data);
        var exitCode = await terminal.RunAsync("compare", page, data);

        Assert.Empty(document["differences"]!.AsArray());
        Assert.All(document["figures"]!.AsArray(), figure => Assert.True(figure!["difference"] is null || (double)figure["difference"]! == 0, figure.ToJsonString()));
        Assert.Equal((0, string.Empty), (exitCode, terminal.Error));
        Assert.StartsWith("back-test: A is a.html, B is b.json", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("the same data, settings, costs, parameters and version", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_and_data_that_differ_are_named_with_both_values()
    {
        var parameters = _folder.Write("p.json", """{"entry": {"minScore": 6.5}}""");
        var (first, second) = (await BacktestAsync("a.json"), await BacktestAsync("b.json", "--parameters", parameters, "--to", "2025-01-08"));

        var document = await CompareAsync(first, second);

        var differences = document["differences"]!.AsArray().Select(one => ((string)one!["of"]!, (string)one["name"]!)).ToList();
        Assert.Contains(("parameters", "entry.minScore"), differences);
        Assert.Contains(("data", "bars"), differences);
        Assert.Contains(("data", "last bar"), differences);
        Assert.DoesNotContain(differences, one => one.Item1 is "costs" or "version");
        Assert.Contains("they rest on other data: figures may differ for that alone", document["notes"]!.AsArray().Select(note => (string)note!));
    }

    [Fact]
    public async Task Walk_forwards_are_compared_by_their_tests_with_intervals()
    {
        string[] asked = ["--vary", "entry.minScore=2..8:0.5", "--lookback", "12h", "--trials", "4", "--min-trades", "1", "--train", "3d", "--test", "2d", "--purge", "12h", "--to", "2025-01-10"];
        await RunAsync(["walkforward", "--spot", _spot, "--perp", _perp, .. asked, "--out", PathOf("a.json")]);
        var printed = await RunAsync(["walkforward", "--spot", _spot, "--perp", _perp, .. asked, "--seed", "2", "--anchored", "--json"]);
        var second = _folder.Write("b.json", printed);

        var document = await CompareAsync(PathOf("a.json"), second);

        Assert.Equal(
            [("seed", "1", "2"), ("kind", "rolling", "anchored")],
            document["differences"]!.AsArray().Select(one => ((string)one!["name"]!, (string)one["a"]!, (string)one["b"]!)));
        var sharpe = Figure(document, "sharpe")["a"]!;
        Assert.InRange((double)sharpe["low"]!, double.MinValue, (double)sharpe["high"]!);
        Assert.NotNull(sharpe["estimate"]);
        Assert.Contains("A has", (string)document["notes"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_of_two_kinds_are_refused()
    {
        var first = await BacktestAsync("a.json");
        var second = _folder.Write("b.json", """{"format": "squeezeflow-walkforward-result", "version": 1}""");

        await AssertRefusedAsync(first, second, $"B: '{second}' is of a walk-forward, '{first}' of a back-test: give two of one kind");
    }

    [Theory]
    [InlineData("""{"format": "squeezeflow-backtest-result", "version": 2}""", "is of version 2, this console reads version 1: make it again")]
    [InlineData("""{"format": "squeezeflow-backtest-result"}""", "is of version none, this console reads version 1")]
    [InlineData("""{"format": "squeezeflow-backtest", "version": 1}""", "has no field 'result'")]
    [InlineData("""{"format": "squeezeflow-backtest", "version": 1, "result": {"market": "X"}}""", "tells no format")]
    [InlineData("""{"format": "other", "version": 1}""", "has the format 'other', which is no result")]
    [InlineData("""{"format":"squeezeflow-sweep","version":"1"}""", "keeps the candidates of a search (--results)")]
    [InlineData("[1, 2]", "tells no format")]
    [InlineData("{\"format\": \"squeezeflow-backt", "is no JSON")]
    [InlineData("", "is no JSON")]
    [InlineData("<html><body>other</body></html>", "is no JSON")]
    public async Task A_file_that_is_no_result_of_this_version_is_refused(string text, string part) =>
        await AssertRefusedAsync(_folder.Write("x.json", text), PathOf("none.json"), part);

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        using var terminal = new TestTerminal();

        await AssertRefusedAsync(PathOf("none.json"), PathOf("none.json"), "cannot be read");
        Assert.Equal(2, await terminal.RunAsync("compare", PathOf("none.json")));
        Assert.Contains("B: missing", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_has_changed_in_a_result_is_not_known_and_breaks_nothing()
    {
        var first = await BacktestAsync("a.json");
        var second = _folder.Write("b.json", """{"format": "squeezeflow-backtest-result", "version": 1, "metrics": 7, "closed": "many", "equity": 1e999, "inputs": [3], "parameters": [], "first": -5}""");

        var document = await CompareAsync(first, second);

        Assert.All(["equity", "closed", "sharpe"], name => Assert.Null(Figure(document, name)["b"]!["estimate"]));
    }

    public void Dispose() => _folder.Dispose();

    private string PathOf(string name) => _folder.PathOf(name);

    private static JsonNode Figure(JsonNode document, string name) => document["figures"]!.AsArray().Single(figure => (string)figure!["name"]! == name)!;

    private async Task<string> BacktestAsync(string name, params string[] more)
    {
        await RunAsync(["backtest", "--spot", _spot, "--perp", _perp, .. more, "--out", PathOf(name)]);
        return PathOf(name);
    }

    private static async Task<JsonNode> CompareAsync(string first, string second) => JsonNode.Parse(await RunAsync(["compare", first, second, "--json"]))!;

    private static async Task<string> RunAsync(string[] arguments)
    {
        using var terminal = new TestTerminal();
        var exitCode = await terminal.RunAsync(arguments);
        Assert.True(exitCode == 0, terminal.Error);
        return terminal.Out;
    }

    private static async Task AssertRefusedAsync(string first, string second, string part)
    {
        using var terminal = new TestTerminal();
        var exitCode = await terminal.RunAsync("compare", first, second);
        Assert.Equal((2, string.Empty), (exitCode, terminal.Out));
        Assert.Contains(part, terminal.Error, StringComparison.Ordinal);
    }
}
