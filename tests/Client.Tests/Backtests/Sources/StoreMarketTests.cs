using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Client.Tests.Backtests.Sources;

/// <summary>A back-test over the service's own store.</summary>
public sealed class StoreMarketTests : IAsyncLifetime
{
    private const int Days = 8;
    private const int MinutesADay = 1_440;
    private const long StartMs = RandomMarket.Start * 1_000;
    private static readonly MarketId Spot = MarketId.Parse("BINANCE:xusdt");
    private static readonly MarketId Perp = MarketId.Parse("BINANCE_FUTURES:xusdt");

    private readonly BarFolder _folder = new();
    private List<RecordedBar> _spot = [];
    private List<RecordedBar> _perp = [];

    private string Data => _folder.PathOf("data");

    public async ValueTask InitializeAsync()
    {
        (_spot, _perp) = (RandomMarket.Bars(1, Days * MinutesADay, step: 60), RandomMarket.Bars(2, Days * MinutesADay, step: 60));
        await StoreAsync(store => store.WriteAsync(
            new([.. Rows(Spot, _spot), .. Rows(Perp, _perp)], [Ledger(Spot, StartMs, At(Days * MinutesADay), LedgerState.Complete), Ledger(Perp, StartMs, At(Days * MinutesADay), LedgerState.Complete)], []),
            TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    [Fact]
    public async Task It_gives_what_files_of_the_same_bars_give()
    {
        var (_, expected, _) = await BarFolder.RunAsync(_folder.Write("spot.csv", _spot), _folder.Write("perp.csv", _perp), "--timeframe", "15m");

        var (exitCode, found, error) = await RunAsync();

        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.NotEqual(0, found.GetProperty("executed_orders").GetArrayLength());
        Assert.Equal(expected.GetProperty("executed_orders").GetRawText(), found.GetProperty("executed_orders").GetRawText());
        Assert.Equal(0, found.GetProperty("known_gaps").GetArrayLength());
    }

    [Fact]
    public async Task A_gap_of_the_ledger_is_marked_and_holds_entries_back_as_long_as_it_is_in_the_look_back()
    {
        var (_, before, _) = await RunAsync();
        var entered = before.GetProperty("executed_orders")[0].GetProperty("decided").GetInt64();
        var gapFrom = (entered * 1_000) - (30 * 60_000);
        var minute = (int)((gapFrom - StartMs) / 60_000);
        await StoreAsync(store => store.WriteAsync(
            new(
                [],
                [Ledger(Spot, At(minute), At(minute + 11), LedgerState.Partial)],
                [new Gap(Spot, 1, gapFrom + 500, 9, gapFrom + (11 * 60_000), 7, "ids"), new Gap(Perp, 1, gapFrom + 500, 9, gapFrom + (110 * 60_000), 7, "ids", "GET /filled")]),
            TestContext.Current.CancellationToken));

        var (exitCode, after, error) = await RunAsync();
        var (_, tolerant, _) = await RunAsync("--gap-tolerance", "1h");

        var gap = Assert.Single(after.GetProperty("known_gaps").EnumerateArray());
        Assert.Equal((gapFrom / 1_000, (gapFrom / 1_000) + (11 * 60)), (gap.GetProperty("from").GetInt64(), gap.GetProperty("to").GetInt64()));
        Assert.Equal(0, exitCode);
        Assert.Contains("trades are missing in 1 gap, ", error, StringComparison.Ordinal);
        var refused = after.GetProperty("refused_orders")[0];
        Assert.Equal(("gap", entered), (refused.GetProperty("rule").GetString(), refused.GetProperty("decided").GetInt64()));
        Assert.Equal(entered, tolerant.GetProperty("executed_orders")[0].GetProperty("decided").GetInt64());
    }

    [Fact]
    public async Task Several_symbols_come_from_one_store_each_with_its_gaps()
    {
        var (spot, perp) = (MarketId.Parse("BINANCE:ausdt"), MarketId.Parse("BINANCE_FUTURES:ausdt"));
        var (spotBars, perpBars) = (RandomMarket.Bars(3, Days * MinutesADay, step: 60), RandomMarket.Bars(4, Days * MinutesADay, step: 60));
        await StoreAsync(store => store.WriteAsync(
            new([.. Rows(spot, spotBars), .. Rows(perp, perpBars)], [Ledger(Spot, At(60), At(71), LedgerState.Partial)], [new Gap(Spot, 1, At(60), 9, At(71), 7, "ids")]),
            TestContext.Current.CancellationToken));

        var (exitCode, document, error) = await RunAsync("--spot", spot.ToString(), "--perp", perp.ToString());

        Assert.Equal((0, "A + X"), (exitCode, document.GetProperty("market").GetString()));
        Assert.All(document.GetProperty("symbols").EnumerateArray(), symbol => Assert.NotEqual(0, symbol.GetProperty("orders").GetInt32()));
        Assert.Equal("X", Assert.Single(document.GetProperty("known_gaps").EnumerateArray()).GetProperty("symbol").GetString());
        Assert.Contains("note: X: trades are missing in 1 gap, ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BINANCE:nousdt", "BINANCE_FUTURES:xusdt", "found none, expected a market with bars between --from and --to: the store knows BINANCE:xusdt, BINANCE_FUTURES:xusdt")]
    [InlineData("xusdt", "BINANCE_FUTURES:xusdt", "market: found 'xusdt', expected EXCHANGE:symbol")]
    [InlineData("BINANCE:xusdt", "BINANCE_FUTURES:xusdt", "found none in this time", "--from", "2031-01-01")]
    public async Task What_is_not_in_it_is_told(string spot, string perp, string message, params string[] more)
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(["backtest", "--data", Data, "--spot", spot, "--perp", perp, .. more]);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_store_is_told_and_left_as_it_was()
    {
        Directory.CreateDirectory(_folder.PathOf("other"));
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(["backtest", "--data", _folder.PathOf("other"), "--spot", "A:b", "--perp", "C:d"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("found no store, expected a data folder of the service", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.PathOf("other")));
    }

    private async Task<(int ExitCode, JsonElement Document, string Error)> RunAsync(params string[] more) =>
        await BarFolder.RunAsync(Spot.ToString(), Perp.ToString(), ["--data", Data, "--timeframe", "15m", .. more]);

    private async Task StoreAsync(Func<IBarStore, Task> work)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", Data)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSqliteStorage().BuildServiceProvider();
        await work(services.GetRequiredService<IBarStore>());
    }

    private static long At(int minute) => StartMs + (minute * 60_000L);

    private static IEnumerable<BarRow> Rows(MarketId market, IEnumerable<RecordedBar> bars) => bars.Select(bar => new BarRow(
        market, Timeframe.M1, new(bar.OpenSeconds * 1_000, bar.Open, bar.High, bar.Low, bar.Close, bar.BuyNotional, bar.SellNotional, 1, 1, 0, 0), IsImported: false));

    private static LedgerRun Ledger(MarketId market, long from, long to, LedgerState state) =>
        new(market, from, to, 1, 9, 9, 1, 1, state == LedgerState.Partial ? 1 : 0, 0, state, ProofKind.Ids, "feed", 1);
}
