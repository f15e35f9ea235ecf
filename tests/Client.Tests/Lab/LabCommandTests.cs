using System.Text.Json;
using SqueezeFlow.Client.Tests.Backtests;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Lab;

/// <summary>Searches from the command line to the document.</summary>
public sealed class LabCommandTests : IDisposable
{
    private static readonly string[] Space = ["--vary", "entry.minScore=2..8:0.5", "--vary", "divergence.flowBars=5..20", "--lookback", "12h"];
    private static readonly string[] Vary = [.. Space, "--trials", "24", "--min-trades", "1"];
    private readonly BarFolder _folder = new();
    private readonly string _spot;
    private readonly string _perp;

    public LabCommandTests()
    {
        _spot = _folder.Write("spot.csv", RandomMarket.Bars(1, 1_500));
        _perp = _folder.Write("perp.csv", RandomMarket.Bars(2, 1_500));
    }

    private string Results => _folder.PathOf("results.jsonl");

    [Fact]
    public async Task A_search_gives_the_same_document_and_file_again_whatever_the_cores()
    {
        var (exitCode, first, error) = await RunAsync("sweep", [.. Vary, "--json", "--results", Results]);
        var file = await File.ReadAllBytesAsync(Results, TestContext.Current.CancellationToken);
        File.Delete(Results);

        var (_, second, _) = await RunAsync("sweep", [.. Vary, "--json", "--results", Results, "--cores", "1"]);

        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.Equal(first, second);
        Assert.Equal(file, await File.ReadAllBytesAsync(Results, TestContext.Current.CancellationToken));
        var document = JsonDocument.Parse(first).RootElement;
        Assert.Equal((24, 10), (document.GetProperty("tried").GetInt32(), document.GetProperty("ranking").GetArrayLength()));
        Assert.InRange(document.GetProperty("ranking")[0].GetProperty("objective").GetDouble(), document.GetProperty("ranking")[9].GetProperty("objective").GetDouble(), double.MaxValue);
        Assert.False(document.GetProperty("verdict").GetProperty("edge").GetBoolean());
        Assert.Equal(24, document.GetProperty("evidence").GetProperty("trials").GetInt32());
        Assert.Equal(64, document.GetProperty("search").GetProperty("input spot").GetString()!.Length);
    }

    [Fact]
    public async Task A_search_that_was_broken_off_goes_on_to_the_same_end()
    {
        var (_, whole, _) = await RunAsync("sweep", [.. Vary, "--json", "--results", Results]);
        var file = await File.ReadAllBytesAsync(Results, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Results, file[..(file.Length / 2)], TestContext.Current.CancellationToken);

        var (exitCode, again, _) = await RunAsync("sweep", [.. Vary, "--json", "--results", Results]);

        Assert.Equal((0, whole), (exitCode, again));
        Assert.Equal(file, await File.ReadAllBytesAsync(Results, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task People_read_the_verdict_first_and_the_unchanged_parameters_below()
    {
        var (exitCode, text, error) = await RunAsync("sweep", [.. Vary, "--objective", "net_profit", "--from", "2025-01-01", "--to", "2025-01-05"]);

        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.StartsWith("Fewer than 30 closed trades", text, StringComparison.Ordinal);
        Assert.Contains("unchanged, for comparison", text, StringComparison.Ordinal);
        Assert.Contains("tpe, 24 candidates, seed 1, largest net_profit, 1 closed trades or more", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_best_is_written_and_a_back_test_of_it_gives_what_the_search_said()
    {
        var best = _folder.PathOf("best.json");
        var (_, json, error) = await RunAsync("sweep", [.. Vary, "--json", "--best", best]);

        var (_, again, _) = await RunAsync("sweep", [.. Space, "--json", "--trials", "1", "--parameters", best]);

        Assert.Equal(string.Empty, error);
        Assert.Equal(
            JsonDocument.Parse(json).RootElement.GetProperty("ranking")[0].GetProperty("measures").GetRawText(),
            JsonDocument.Parse(again).RootElement.GetProperty("base").GetRawText());
    }

    [Fact]
    public async Task Without_a_ranked_candidate_nothing_is_written_and_that_is_said()
    {
        var best = _folder.PathOf("best.json");

        var (exitCode, text, error) = await RunAsync("sweep", [.. Space, "--trials", "24", "--min-trades", "100000", "--best", best]);

        Assert.Equal(0, exitCode);
        Assert.StartsWith("No edge is shown: none of 24 candidates has an objective and keeps to the constraints.", text, StringComparison.Ordinal);
        Assert.Contains("note: --best: no candidate is ranked", error, StringComparison.Ordinal);
        Assert.False(File.Exists(best));
    }

    [Fact]
    public async Task What_trading_costs_is_taken_from_every_candidate()
    {
        var (_, free, _) = await RunAsync("sweep", [.. Vary, "--json", "--fee", "0", "--limits", "none", "--sampler", "random"]);
        var (_, costly, _) = await RunAsync("sweep", [.. Vary, "--json", "--fee", "0.1%", "--slippage", "0.1%", "--limits", "none", "--sampler", "random"]);

        Assert.InRange(NetOf(costly), double.MinValue, NetOf(free) - 1);

        static double NetOf(string json) => JsonDocument.Parse(json).RootElement.GetProperty("base").GetProperty("net_profit").GetDouble();
    }

    [Fact]
    public async Task A_walk_forward_has_in_sample_and_out_of_sample_side_by_side()
    {
        string[] folds = [.. Vary, "--train", "5d", "--test", "3d", "--purge", "12h"];

        var (exitCode, json, error) = await RunAsync("walkforward", [.. folds, "--json"]);
        var (_, text, _) = await RunAsync("walkforward", [.. folds, "--anchored"]);

        Assert.Equal((0, string.Empty), (exitCode, error));
        var document = JsonDocument.Parse(json).RootElement;
        var rows = document.GetProperty("folds").EnumerateArray().ToList();
        Assert.Equal(3, rows.Count);
        Assert.Equal(
            document.GetProperty("out_of_sample").GetProperty("trades").GetInt32(),
            rows.Sum(row => row.GetProperty("out_of_sample") is { ValueKind: JsonValueKind.Object } test ? (int)test.GetProperty("trades").GetDouble() : 0));
        Assert.All(rows, row => Assert.Equal(row.GetProperty("test_from").GetInt64() - 43_200, row.GetProperty("train_to").GetInt64()));
        Assert.All(rows, row => Assert.Equal(432_000 - 43_200, row.GetProperty("train_to").GetInt64() - row.GetProperty("train_from").GetInt64()));
        Assert.Contains("3, anchored: train 5d 0h, purge 12h 0m, embargo 0, test 3d 0h", text, StringComparison.Ordinal);
        Assert.Contains("the same tests with unchanged parameters", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--vary entry.minScore=8..4", "entry.minScore: '8..4' is reversed: give the smaller number first, entry.minScore=4..8")]
    [InlineData("--vary entry.minScor=4..8", "entry.minScor: is no parameter of the strategy: did you mean 'entry.minScore'?")]
    [InlineData("--vary entry.minScore=4..8:0", "entry.minScore: a step of '0' leads nowhere")]
    [InlineData("--vary entry.minScore=NaN..8", "entry.minScore: 'NaN..8' is no range")]
    [InlineData("--vary entry.minScore=4..80", "entry.minScore: 'entry.minScore=4..80' leaves what it may be: give a range within 0..10")]
    [InlineData("--vary entry.minScore", "--vary: 'entry.minScore' is no range of a parameter: give NAME=FROM..TO")]
    [InlineData("--vary entry.minScore=4..8 --sampler grid", "entry.minScore: 'entry.minScore=4..8' has no step, which a grid needs")]
    [InlineData("--vary entry.minScore=4..8 --sampler best", "--sampler: 'best' is none of these: give tpe, random or grid")]
    [InlineData("--vary entry.minScore=4..8 --objective sharp", "--objective: 'sharp' at 1 is no measure, did you mean 'sharpe'?")]
    [InlineData("--vary entry.minScore=4..8 --max-drawdown -3", "--max-drawdown: '-3' is no percentage")]
    [InlineData("--vary entry.minScore=4..8 --trials 0", "--trials: '0' is not a whole number from 1 to 100000")]
    [InlineData("--vary entry.minScore=4..8 --seed -1", "--seed: '-1' is not a whole number from 0")]
    [InlineData("--vary entry.minScore=4..8 --early-stop 1", "--early-stop: '1' is no share from 0.01 to 0.99")]
    [InlineData("--vary entry.minScore=4..8 --lookback 2h", "--lookback: '2h' are 8 bars of 15m, and the strategy decides nothing with fewer than 40: give at least 10h")]
    [InlineData("--vary entry.minScore=4..8 --from 2025-01-01 --to 2025-01-02", "perp.csv: rows: found 96 bars that both markets have, expected more than the 192 of the window")]
    [InlineData("--vary entry.minScore=4..8 --from 2026-01-01", "no bar in common with perp.csv")]
    [InlineData("--vary entry.minScore=4..8 --from 2025-01-03 --to 2025-01-02", "--to: '2025-01-02 00:00:00' is not after --from")]
    [InlineData("", "--vary: missing")]
    public async Task Bad_input_is_told_with_its_value_and_nothing_is_written(string line, string part)
    {
        var (exitCode, text, error) = await RunAsync("sweep", [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--results", Results]);

        Assert.Equal((2, string.Empty), (exitCode, text));
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.False(File.Exists(Results));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_search_is_told_at_once()
    {
        var (_, _, error) = await RunAsync("sweep", ["--vary", "entry.minScore=8..4", "--vary", "divergence.flowBar=1..2", "--lookback", "1h"]);

        Assert.Contains("is reversed", error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'divergence.flowBars'?", error, StringComparison.Ordinal);
        Assert.Contains("--lookback", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--train 3d --test 2d --purge 3d", "--purge: '3d' leaves nothing of a training of 3d")]
    [InlineData("--train 60d", "--train and test: '60d' and '30d' are longer than the 15.13d that there are: give less, or more bars")]
    [InlineData("--train soon", "--train: 'soon' is not a number and s, m, h or d: give e.g. --train 60d")]
    public async Task Folds_that_cannot_be_are_told(string line, string part)
    {
        var (exitCode, text, error) = await RunAsync("walkforward", [.. Vary, .. line.Split(' ')]);

        Assert.Equal((2, string.Empty), (exitCode, text));
        Assert.Contains(part, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_file_of_another_search_is_refused_and_stays()
    {
        await RunAsync("sweep", [.. Vary, "--results", Results]);
        var before = await File.ReadAllBytesAsync(Results, TestContext.Current.CancellationToken);

        var (exitCode, text, error) = await RunAsync("sweep", [.. Vary, "--results", Results, "--fee", "0.2%", "--slippage", "0.01%", "--stop", "8%", "--gap-tolerance", "5m"]);

        Assert.Equal((2, string.Empty), (exitCode, text));
        Assert.Contains("--results: ", error, StringComparison.Ordinal);
        Assert.Contains(
            "fee: it has '0.001', this is '0.002'; slippage: it has '0', this is '0.0001'; stop: it has 'none', this is '0.08'; limits: it has 'live, gaps up to 00:10:00', this is 'live, gaps up to 00:05:00'",
            error,
            StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Results, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int ExitCode, string Text, string Error)> RunAsync(string command, string[] more)
    {
        using var terminal = new TestTerminal();
        var exitCode = await terminal.RunAsync([command, "--spot", _spot, "--perp", _perp, .. more]);
        return (exitCode, terminal.Out, terminal.Error);
    }
}
