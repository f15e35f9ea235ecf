using System.Globalization;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Offline;

/// <summary>Commands that need no service.</summary>
public sealed class OfflineCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;

    [Fact]
    public async Task A_back_test_prints_one_document_and_writes_its_page()
    {
        var (spot, perp) = (WriteBars("spot.csv", 0), WriteBars("perp.csv", 1));
        var page = Path.Combine(_folder, "report.html");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("backtest", "--spot", spot, "--perp", perp, "--timeframe", "5m", "--balance", "5000", "--out", page, "--json");

        var document = JsonDocument.Parse(terminal.Out).RootElement;
        Assert.Equal((0, string.Empty), (exitCode, terminal.Error));
        Assert.Equal((40, 5_000d, "Corrected", "5m"), (document.GetProperty("bars").GetInt32(), document.GetProperty("initial_balance").GetDouble(), document.GetProperty("profile").GetString()!, document.GetProperty("timeframe").GetString()!));
        Assert.Equal(JsonValueKind.Array, document.GetProperty("executed_orders").ValueKind);
        Assert.Contains("Back-test of perp, 5m, Corrected", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_back_test_in_words_tells_bars_cash_and_trades()
    {
        var (spot, perp) = (WriteBars("spot.csv", 0), WriteBars("perp.csv", 1));
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("backtest", "--spot", spot, "--perp", perp, "--timeframe", "1m", "--profile", "original");

        Assert.Equal((0, string.Empty), (exitCode, terminal.Error));
        Assert.Contains("perp, 1m, profile Original", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("200, 2025-01-01 00:00:00 to 2025-01-01 03:19:00 UTC", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("10,000.00 USD", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_without_a_common_bar_are_bad_usage()
    {
        var (spot, perp) = (WriteBars("spot.csv", 0), WriteBars("perp.csv", 1, shiftSeconds: 86_400));
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("backtest", "--spot", spot, "--perp", perp);

        Assert.Equal(2, exitCode);
        Assert.Contains("no bar in common", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backtest --perp x", "--spot: missing: give one, e.g. squeezeflow backtest --spot")]
    [InlineData("backtest --spot nowhere.csv --perp nowhere.csv", "--spot: 'nowhere.csv' is no file")]
    [InlineData("backtest --spot x --perp x --profile best", "--profile: 'best' is no profile: give Original or Corrected")]
    [InlineData("backtest --spot a.csv --spot b.csv --perp c.csv", "--spot: given 2 times, --perp 1 time: give one of each for every symbol, in the same order")]
    [InlineData("evaluate nowhere", "PATH: 'nowhere'")]
    [InlineData("evaluate", "PATH: missing")]
    [InlineData("decode BINANCE", "FILE: missing")]
    [InlineData("decode NOWHERE x", "EXCHANGE: 'NOWHERE' is no exchange; known: ")]
    public async Task Bad_usage_is_one_line(string line, string start)
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(line.Split(' '));

        Assert.Equal((2, string.Empty), (exitCode, terminal.Out));
        Assert.Contains(start, terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_vector_file_fails_with_a_document_all_the_same()
    {
        var path = Path.Combine(_folder, "odd.json");
        await File.WriteAllTextAsync(path, """[{"id":"a"}]""", TestContext.Current.CancellationToken);
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("evaluate", path, "--json");

        var document = JsonDocument.Parse(terminal.Out).RootElement;
        Assert.Equal((1, 1), (exitCode, document.GetProperty("failed").GetInt32()));
        Assert.StartsWith("odd.json: ", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recorded_back_tests_pass()
    {
        var path = SharedData.Require("vectors", "backtest");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("evaluate", path, "--profile", "Corrected", "--json");

        var document = JsonDocument.Parse(terminal.Out).RootElement;
        Assert.Equal((0, 0), (exitCode, document.GetProperty("failed").GetInt32()));
        Assert.All(document.GetProperty("files").EnumerateArray(), file => Assert.Equal("Corrected", file.GetProperty("profile").GetString()));
    }

    [Fact]
    public async Task Decode_prints_a_line_for_each_trade()
    {
        var frames = Path.Combine(_folder, "frames.txt");
        await File.WriteAllTextAsync(
            frames,
            """{"e":"trade","E":1735689600001,"s":"BTCUSDT","t":42,"p":"94000.5","q":"0.25","T":1735689600000,"m":true,"M":true}""" + "\n",
            TestContext.Current.CancellationToken);
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("decode", "binance", frames);

        var trade = JsonDocument.Parse(terminal.Out).RootElement;
        Assert.Equal(0, exitCode);
        Assert.Equal(("BINANCE:btcusdt", "sell", 94_000.5, 1), (trade.GetProperty("market").GetString(), trade.GetProperty("side").GetString(), trade.GetProperty("price").GetDouble(), trade.GetProperty("line").GetInt32()));
        Assert.Contains("trades 1", terminal.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string WriteBars(string name, int seed, int shiftSeconds = 0)
    {
        var text = new StringBuilder("time_s,market,open,high,low,close,vbuy,vsell\n");
        for (var i = 0; i < 200; i++)
        {
            var price = 100 + (5 * Math.Sin((i + seed) / 9.0));
            text.AppendLine(CultureInfo.InvariantCulture, $"{1_735_689_600 + shiftSeconds + (i * 60)},X:btcusdt,{price:F4},{price + 1:F4},{price - 1:F4},{price + 0.5:F4},{1e5 + (i * 700)},{1e5 + (seed * 9_000)}");
        }

        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
