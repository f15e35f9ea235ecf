namespace SqueezeFlow.Client.Tests.Backtests;

/// <summary>Files say whose bars they hold: those that do not belong together are refused.</summary>
public sealed class PairCheckTests : IDisposable
{
    private readonly BarFolder _folder = new();

    [Theory]
    [InlineData("BINANCE:dotusdt", "BINANCE_FUTURES:avaxusdt", "BINANCE:dotusdt (DOT), while perp.csv holds BINANCE_FUTURES:avaxusdt (AVAX), expected markets of one coin")]
    [InlineData("BINANCE_FUTURES:avaxusdt", "BINANCE:avaxusdt", "found BINANCE_FUTURES:avaxusdt, a derivative, for --spot, expected a spot market: swap the files")]
    [InlineData("BYBIT:AVAXUSDT", "BINANCE_FUTURES:avaxusdt", "found BYBIT:AVAXUSDT, a derivative, for --spot, expected a spot market: give another file")]
    [InlineData("BINANCE:avaxusdt", "BYBIT:AVAXUSDT-SPOT", "found BYBIT:AVAXUSDT-SPOT, a spot market, for --perp, expected a perpetual: give another file")]
    [InlineData("BINANCE:ethbtc", "BINANCE_FUTURES:ethusdt", "found BINANCE:ethbtc, counted in BTC, expected flow in dollars")]
    [InlineData("DOTUSDT", "AVAXUSDT", "DOTUSDT (DOT), while perp.csv holds AVAXUSDT (AVAX)")]
    public async Task Markets_that_do_not_belong_together_are_refused_unless_forced(string spotMarket, string perpMarket, string message)
    {
        var (spot, perp) = (Write("spot.csv", 1, spotMarket), Write("perp.csv", 2, perpMarket));

        var refused = await BarFolder.RunAsync(spot, perp);
        var forced = await BarFolder.RunAsync(spot, perp, "--force");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0, 50), (forced.ExitCode, forced.Document.GetProperty("bars").GetInt32()));
    }

    [Theory]
    [InlineData("BINANCE:avaxusdt", "BINANCE_FUTURES:avaxusdt")]
    [InlineData("binance:avaxusdt", "BYBIT:AVAXUSDT")]
    [InlineData("COINBASE:PEPE-USD", "BINANCE_FUTURES:1000pepeusdt")]
    [InlineData("", "BINANCE_FUTURES:avaxusdt")]
    [InlineData("MYVENUE:btcusdt", "MYVENUE:btcusdt")]
    public async Task Markets_of_one_coin_and_files_that_do_not_tell_are_run(string spotMarket, string perpMarket)
    {
        var run = await BarFolder.RunAsync(Write("spot.csv", 1, spotMarket), Write("perp.csv", 2, perpMarket));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Open_interest_of_another_coin_is_refused()
    {
        var (spot, perp) = (Write("spot.csv", 1, "BINANCE:avaxusdt"), Write("perp.csv", 2, "BINANCE_FUTURES:avaxusdt"));
        var oi = _folder.Write("oi.csv", "time_s,market,oi_quote\n1735689600,BINANCE_FUTURES:ethusdt,1000\n");

        var run = await BarFolder.RunAsync(spot, perp, "--oi", oi);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("oi.csv: market: found BINANCE_FUTURES:ethusdt (ETH), while perp.csv holds BINANCE_FUTURES:avaxusdt (AVAX)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_file_for_both_sides_is_refused()
    {
        var file = _folder.Write("bars.csv", RandomMarket.Bars(1, 50));

        var run = await BarFolder.RunAsync(file, file);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("bars.csv: path: found one file for --spot and --perp, expected two files", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, int seed, string market) =>
        _folder.Write(name, "market," + RandomMarket.Header + "\n" + string.Concat(RandomMarket.Bars(seed, 50).Select(bar => $"{market},{RandomMarket.Row(bar)}\n")));
}
