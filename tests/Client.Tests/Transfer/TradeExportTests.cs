using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Client.Transfer.Importing;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Transfer;

public sealed class TradeExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("trades.csv.gz")]
    [InlineData("trades.parquet")]
    public async Task Trades_of_a_recording_make_the_same_bars_as_the_file_of_the_same_trades(string name)
    {
        var file = Path.Combine(_folder, name);
        var recording = SharedData.Require("data", "raw", "binance_trade_messages_20240808.txt.gz");
        var ticks = SharedData.Require("data", "ticks", "binance_6markets_20240808.csv.gz");

        var exitCode = await _terminal.RunAsync("export", "--trades", recording, "--out", file);

        Assert.True(exitCode == 0, _terminal.Error);
        var expected = await ImportFile.ReadAsync(ticks, ColumnNames.Own, null, null, TestContext.Current.CancellationToken);
        var found = await ImportFile.ReadAsync(file, ColumnNames.Own, null, null, TestContext.Current.CancellationToken);

        Assert.Equal(expected.Select(series => series.Market), found.Select(series => series.Market));
        foreach (var (left, right) in expected.Zip(found))
        {
            Assert.Equal(left.Bars.Select(bar => (bar.OpenUnixMs, bar.High, bar.Low, bar.BuyCount, bar.SellCount)), right.Bars.Select(bar => (bar.OpenUnixMs, bar.High, bar.Low, bar.BuyCount, bar.SellCount)));
            Assert.All(left.Bars.Zip(right.Bars), pair => Assert.Equal(pair.First.BuyNotional, pair.Second.BuyNotional, Math.Max(1e-4, 1e-7 * pair.First.BuyNotional)));
        }
    }

    [Fact]
    public async Task A_file_without_trades_is_not_written()
    {
        var (recording, file) = (Path.Combine(_folder, "nothing.txt"), Path.Combine(_folder, "trades.csv"));
        await File.WriteAllTextAsync(recording, "nothing\n", TestContext.Current.CancellationToken);

        var exitCode = await _terminal.RunAsync("export", "--trades", recording, "--out", file);

        Assert.Equal(1, exitCode);
        Assert.Contains("1 lines in no known format", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal([recording], Directory.GetFiles(_folder));
    }
}
