using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SqueezeFlow.Client.Tests.Backtests;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Lab;

/// <summary>The files of searches: data and page.</summary>
public sealed partial class SearchReportTests : IDisposable
{
    private const int Trials = 16;
    private static readonly string[] Space = ["--vary", "entry.minScore=2..8:0.5", "--vary", "divergence.flowBars=5..20", "--lookback", "12h", "--trials", "16"];
    private static readonly string[] Search = [.. Space, "--min-trades", "1"];
    private static readonly string[] Folds = [.. Search, "--objective", "net_profit", "--train", "5d", "--test", "3d", "--purge", "12h"];
    private readonly BarFolder _folder = new();
    private readonly string _spot;
    private readonly string _perp;

    public SearchReportTests()
    {
        _spot = _folder.Write("spot.csv", RandomMarket.Bars(1, 1_500));
        _perp = _folder.Write("perp.csv", RandomMarket.Bars(2, 1_500));
    }

    [Theory]
    [InlineData("sweep", "Search over perp, 15m, Corrected")]
    [InlineData("walkforward", "Walk-forward of perp, 15m, Corrected")]
    public async Task A_page_holds_the_data_that_the_file_holds_and_both_are_the_same_again(string command, string title)
    {
        var asked = command == "sweep" ? Search : Folds;

        var printed = await RunAsync(command, [.. asked, "--json", "--out", PathOf("a.json")]);
        await RunAsync(command, [.. asked, "--out", PathOf("b.html"), "--cores", "1"]);

        var file = await File.ReadAllTextAsync(PathOf("a.json"), TestContext.Current.CancellationToken);
        var page = await File.ReadAllTextAsync(PathOf("b.html"), TestContext.Current.CancellationToken);
        var data = JsonNode.Parse(file)!;
        Assert.Equal(file, Data().Match(page).Groups[1].Value.Replace("\\u003c", "<", StringComparison.Ordinal) + "\n");
        Assert.Contains($"<title>{title}</title>", page, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(printed), data["result"]));
        Assert.Equal(("squeezeflow-search", 1, title), ((string)data["format"]!, (int)data["version"]!, (string)data["title"]!));
        Assert.Equal("1", (string)data["result"]!["search"]!["seed"]!);
        Assert.Equal(64, ((string)data["result"]!["inputs"]![1]!["sha256"]!).Length);
        Assert.DoesNotContain(Path.GetDirectoryName(_spot)!, file, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_spot)!, "*.unfinished"));
    }

    [Fact]
    public async Task The_account_of_the_best_ends_with_the_return_that_the_ranking_tells()
    {
        var data = await DataAsync("sweep", Search);

        var (best, measures) = (data["accounts"]![0]!, data["result"]!["ranking"]![0]!["measures"]!);
        var equity = best["curve"]!["equity"]!.AsArray();
        var trades = (int)(double)measures["trades"]!;
        Assert.Equal((double)measures["return"]!, (((double)equity[^1]! / 10_000) - 1) * 100, 6);
        Assert.Equal((double)measures["net_profit"]!, best["months"]!.AsArray().Sum(month => (double)month!["net_profit"]!), 6);
        Assert.Equal(trades, (int)best["distribution"]!["trades_usd"]!["count"]!);
        Assert.Equal(trades, best["runs"]![0]!["executed_orders"]!.AsArray().Count(order => order!["pnl"] is not null));
        Assert.Equal("unchanged", (string)data["accounts"]![1]!["name"]!);
    }

    [Fact]
    public async Task Every_candidate_is_there_with_its_values_and_measures()
    {
        var data = await DataAsync("sweep", Search);

        var candidates = data["candidates"]!;
        var best = data["result"]!["ranking"]![0]!;
        var number = (int)best["number"]!;
        Assert.Equal(Trials, (int)candidates["tried"]!);
        Assert.All(candidates["measures"]!.AsObject(), column => Assert.Equal(Trials, column.Value!.AsArray().Count));
        Assert.Equal((double)best["parameters"]!["entry.minScore"]!, (double)candidates["values"]!["entry.minScore"]![number]!);
        Assert.Equal((double)best["objective"]!, (double)candidates["measures"]!["objective"]![number]!);
        Assert.Contains(candidates["measures"]!["sharpe_second_half"]!.AsArray(), ratio => ratio is not null);
    }

    [Fact]
    public async Task The_tests_of_a_walk_forward_are_one_account_and_keep_their_folds()
    {
        var data = await DataAsync("walkforward", Folds);

        var (result, chosen) = (data["result"]!, data["accounts"]![0]!);
        var folds = result["folds"]!.AsArray();
        var growth = folds.Where(fold => fold!["out_of_sample"] is not null).Aggregate(1.0, (worth, fold) => worth * (1 + ((double)fold!["out_of_sample"]!["return"]! / 100)));
        Assert.Equal("rolling", (string)result["plan"]!["kind"]!);
        Assert.Equal(3 * 86_400, (long)result["plan"]!["test_seconds"]!);
        Assert.Equal(growth * 10_000, (double)chosen["curve"]!["equity"]!.AsArray()[^1]!, 6);
        Assert.Equal((double)result["out_of_sample"]!["net_profit"]!, chosen["months"]!.AsArray().Sum(month => (double)month!["net_profit"]!), 6);
        Assert.Equal(folds.Count * Trials, (int)data["candidates"]!["tried"]!);
        Assert.Equal(folds.Count, data["accounts"]![1]!["runs"]!.AsArray().Count);
        Assert.All(chosen["runs"]!.AsArray(), run => Assert.All(
            run!["executed_orders"]!.AsArray(),
            order => Assert.InRange((long)order!["t"]!, (long)folds[(int)run["fold"]! - 1]!["test_from"]!, (long)folds[(int)run["fold"]! - 1]!["test_to"]! - 1)));
    }

    [Fact]
    public async Task A_search_that_finds_nothing_still_tells_what_it_tried()
    {
        var data = await DataAsync("sweep", [.. Space, "--min-trades", "100000"]);

        Assert.Empty(data["accounts"]![0]!["runs"]!.AsArray());
        Assert.Empty(data["accounts"]![0]!["months"]!.AsArray());
        Assert.All(data["candidates"]!["measures"]!["objective"]!.AsArray(), objective => Assert.Null(objective));
        Assert.StartsWith("No edge is shown", (string)data["result"]!["verdict"]!["sentence"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report.pdf", "--out: ", "has no format: give a name that ends in .html or .json")]
    [InlineData("nowhere/report.html", "--out: ", "lies in no folder that there is")]
    public async Task A_file_that_cannot_be_is_told_before_anything_is_searched(string name, params string[] parts)
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(["sweep", "--spot", _spot, "--perp", _perp, .. Search, "--out", PathOf(name), "--results", PathOf("results.jsonl")]);

        Assert.Equal((2, string.Empty), (exitCode, terminal.Out));
        Assert.All(parts, part => Assert.Contains(part, terminal.Error, StringComparison.Ordinal));
        Assert.False(File.Exists(PathOf("results.jsonl")));
    }

    public void Dispose() => _folder.Dispose();

    private string PathOf(string name) => _folder.PathOf(name);

    private async Task<JsonNode> DataAsync(string command, string[] asked)
    {
        await RunAsync(command, [.. asked, "--out", PathOf("data.json")]);
        return JsonNode.Parse(await File.ReadAllTextAsync(PathOf("data.json"), TestContext.Current.CancellationToken))!;
    }

    private async Task<string> RunAsync(string command, string[] more)
    {
        using var terminal = new TestTerminal();
        var exitCode = await terminal.RunAsync([command, "--spot", _spot, "--perp", _perp, .. more]);
        Assert.True(exitCode == 0, terminal.Error);
        return terminal.Out;
    }

    [GeneratedRegex("<script type=\"application/json\" id=\"squeezeflow-search\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();
}
