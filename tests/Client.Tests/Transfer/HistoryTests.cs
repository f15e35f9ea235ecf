using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Client.Transfer.History;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Client.Tests.Transfer;

/// <summary>Past bars of a venue in a file that back-tests read.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private const string Spot = "BINANCE:btcusdt";
    private const string Perp = "BINANCE_FUTURES:btcusdt";
    private const long HourMs = 3_600_000;
    private const long From = World.StartUnixMs - (40 * HourMs);
    private const long To = World.StartUnixMs + HourMs;

    private readonly string _folder = Directory.CreateTempSubdirectory("history").FullName;
    private readonly TestTerminal _terminal = new();
    private SimulatedVenues _venues = null!;

    public async ValueTask InitializeAsync() => _venues = await SimulatedVenues.StartAsync(
        new World(new(7, 1, 4)), 1, World.StartUnixMs + (2 * HourMs), TimeProvider.System, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _terminal.Dispose();
        await _venues.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(Spot, "bars.csv")]
    [InlineData(Perp, "bars.csv.gz")]
    [InlineData(Perp, "bars.parquet")]
    public async Task What_the_venue_traded_is_in_the_file_buys_and_sells_apart(string market, string name)
    {
        var (exitCode, document) = await RunAsync(market, FileOf(name));

        var file = BarFile.Read(FileOf(name));
        Assert.Equal(0, exitCode);
        Assert.Equal((41 * 60, 0), (document.GetProperty("rows").GetInt32(), document.GetProperty("missing").GetInt32()));
        Assert.Equal((market, 60L, 41 * 60), (file.Market, file.SpacingSeconds!.Value, file.Bars.Count));
        Assert.Equal((From / 1_000, (To / 1_000) - 60), (file.Bars[0].OpenSeconds, file.Bars[^1].OpenSeconds));
        var truth = _venues.World.Bars(MarketId.Parse(market), Timeframe.M1, World.StartUnixMs, To).ToList();
        Assert.NotEmpty(truth);
        var read = file.Bars.ToDictionary(bar => bar.OpenSeconds * 1_000);
        Assert.All(truth, bar =>
        {
            var found = read[bar.OpenUnixMs];
            Assert.Equal((bar.Open, bar.High, bar.Low, bar.Close), (found.Open, found.High, found.Low, found.Close));
            Assert.Equal(bar.BuyNotional, found.BuyNotional, 4);
            Assert.Equal(bar.SellNotional, found.SellNotional, 4);
        });
        Assert.Equal([name], Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)!));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_gone_on_with_and_the_file_is_the_same()
    {
        await RunAsync(Perp, FileOf("whole.csv"));
        var rows = BarFile.Read(FileOf("whole.csv")).Bars;
        using (var log = HistoryLog.Open(FileOf("bars.csv"), Request))
        {
            // Kept from an earlier answer, and not what the venue would say now: it is not asked again.
            log.Add([.. rows.Take(1_500).Select((row, i) => BarOf(row, i == 700 ? 1 : 0))], From + (1_500 * 60_000));
        }

        await File.AppendAllTextAsync(FileOf("bars.csv.loading"), "17356", TestContext.Current.CancellationToken);

        var (exitCode, _) = await RunAsync(Perp, FileOf("bars.csv"));

        var lines = (await File.ReadAllLinesAsync(FileOf("whole.csv"), TestContext.Current.CancellationToken)).ToList();
        var found = (await File.ReadAllLinesAsync(FileOf("bars.csv"), TestContext.Current.CancellationToken)).ToList();
        Assert.Equal(0, exitCode);
        Assert.EndsWith((rows[700].SellNotional + 1).ToString("R", CultureInfo.InvariantCulture), found[701], StringComparison.Ordinal);
        (lines[701], found[701]) = (string.Empty, string.Empty);
        Assert.Equal(lines, found);
        Assert.False(File.Exists(FileOf("bars.csv.loading")));
    }

    [Fact]
    public async Task A_venue_that_goes_away_leaves_what_was_loaded_and_is_asked_for_the_rest_alone()
    {
        var venue = new VenueStub { Limit = 1 };
        using (var log = HistoryLog.Open(FileOf("bars.csv"), Request))
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => LoadAsync(venue, log));
        }

        venue.Limit = 99;
        using var left = HistoryLog.Open(FileOf("bars.csv"), Request);
        var (kept, next) = (left.Bars.Count, left.NextUnixMs);
        var bars = await LoadAsync(venue, left);

        Assert.Equal((1_000, From + (1_000 * 60_000)), (kept, next));
        Assert.Equal([From, next, next, next + (1_000 * 60_000)], venue.Asked);
        Assert.Equal(Enumerable.Range(0, 41 * 60).Select(minute => From + (minute * 60_000L)), bars.Select(bar => bar.OpenUnixMs));
    }

    [Theory]
    [InlineData("BYBIT:BTCUSDT", "MARKET: 'BYBIT:BTCUSDT' is of a venue whose bars do not tell buys from sells, or that is not known: give a market of BINANCE, BINANCE_FUTURES")]
    [InlineData("BINANCE_FUTURES:nousdt", "'BINANCE_FUTURES:nousdt' is no market of BINANCE_FUTURES, which lists 1: give one as in BINANCE_FUTURES:btcusdt")]
    [InlineData(Perp, "--from: '2025-01-02 00:00:00' is not a bar before --to", "--from", "2025-01-02", "--to", "2025-01-01")]
    [InlineData(Perp, "'BINANCE_FUTURES:btcusdt' has no bar of 1m from 2025-02-01", "--from", "2025-02-01", "--to", "2025-02-02")]
    [InlineData(Perp, "--timeframe: '1s' is no length that venues give: give one of 1m, 5m", "--from", "2025-01-01", "--timeframe", "1s")]
    [InlineData(Perp, "--from: missing", "--to", "2025-01-02")]
    public async Task Bad_input_is_named_with_what_would_do_and_leaves_nothing(string market, string message, params string[] given)
    {
        string[] range = given.Length > 0 ? given : ["--from", "2025-01-01", "--to", "2025-01-02"];

        var exitCode = await _terminal.RunAsync(["history", market, "--out", FileOf("bars.csv"), "--rest", Rest(Perp), .. range]);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, _terminal.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task What_was_left_by_another_request_is_refused_and_stays()
    {
        using (HistoryLog.Open(FileOf("bars.csv"), Request with { Timeframe = Timeframe.M5 }))
        {
        }

        var (exitCode, _) = await RunAsync(Perp, FileOf("bars.csv"));

        Assert.Equal(2, exitCode);
        Assert.Contains($"was left by 'squeezeflow history 1 {Perp} 5m {From}', and this is 'squeezeflow history 1 {Perp} 1m {From}': ask for the same, or delete it", _terminal.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(FileOf("bars.csv.loading")));
    }

    private static HistoryRequest Request => new(MarketId.Parse(Perp), Timeframe.M1, From, To);

    private static Task<IReadOnlyList<Bar>> LoadAsync(VenueStub venue, HistoryLog log) =>
        HistoryDownload.LoadAsync(new(venue, null!), Request, log, new Progress<long>(), TestContext.Current.CancellationToken);

    private static Bar BarOf(RecordedBar row, double more) =>
        new(row.OpenSeconds * 1_000, row.Open, row.High, row.Low, row.Close, row.BuyNotional, row.SellNotional + more, 0, 0, 0, 0);

    private static string Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("O", CultureInfo.InvariantCulture);

    private string FileOf(string name) => Path.Combine(_folder, name);

    private string Rest(string market) => _venues.Configuration[$"Exchanges:{MarketId.Parse(market).Exchange}:Rest"]!;

    private async Task<(int ExitCode, JsonElement Document)> RunAsync(string market, string file)
    {
        var written = _terminal.Out.Length;
        var exitCode = await _terminal.RunAsync("history", market, "--from", Time(From), "--to", Time(To), "--out", file, "--rest", Rest(market), "--json");
        var text = _terminal.Out[written..];
        return (exitCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}
