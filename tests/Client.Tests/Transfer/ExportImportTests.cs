using System.IO.Compression;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Tests.Transfer;

/// <summary>Bars from a service to a file and back.</summary>
public sealed class ExportImportTests : IAsyncLifetime
{
    private const string Btc = "BINANCE:btcusdt";
    private const string Odd = "X:he said \"10\" 龙";
    private const long Start = 1_735_689_600_000;

    private static readonly string[] Range = ["--timeframe", "1m", "--from", "2025-01-01T00:00:00Z", "--to", "2025-01-03T00:00:00Z"];

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;
    private readonly TestTerminal _terminal = new();
    private ServiceDouble _service = null!;
    private StoreDouble _store = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await ServiceDouble.StartAsync();
        _store = new(_service, Btc, Odd);
        for (var i = 0; i < 2_500; i++)
        {
            _store.Add(Btc, "1m", Bar(i));
        }

        _store.Add(Odd, "1m", new(Odd, Start, null, null, null, null, 0, 0, 0, 0, 5.5, 0));
        _store.Add(Odd, "1m", Bar(1) with { Market = Odd, BuyNotional = 0.1 + 0.2, BuyCount = long.MaxValue });
    }

    public async ValueTask DisposeAsync()
    {
        _terminal.Dispose();
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("bars.csv")]
    [InlineData("bars.csv.gz")]
    [InlineData("bars.parquet")]
    public async Task What_is_exported_can_be_imported_and_exported_alike(string name)
    {
        var (first, second) = (FileOf(name), FileOf("again-" + name));
        await using var other = await ServiceDouble.StartAsync();
        var store = new StoreDouble(other, Btc, Odd);

        var exported = await _terminal.RunAsync(_service, ["export", "--bars", "--markets", $"{Btc},{Odd}", .. Range, "--out", first]);
        var imported = await _terminal.RunAsync(other, "import", first);
        var twice = await _terminal.RunAsync(other, "import", first, "--json");
        var again = await _terminal.RunAsync(other, ["export", "--bars", "--markets", $"{Btc},{Odd}", .. Range, "--out", second]);

        Assert.True((exported, imported, twice, again) == (0, 0, 0, 0), _terminal.Error);
        Assert.Equal(await File.ReadAllBytesAsync(first, Token), await File.ReadAllBytesAsync(second, Token));
        Assert.Equal(_store.BarsOf(Btc, "1m"), store.BarsOf(Btc, "1m"));
        Assert.Equal(_store.BarsOf(Odd, "1m"), store.BarsOf(Odd, "1m"));
        Assert.Contains("\"written\":0,\"kept\":2500", _terminal.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder, "*.unfinished"));
    }

    [Fact]
    public async Task Longer_bars_of_whole_buckets_are_made_on_the_way()
    {
        var file = FileOf("bars.csv");
        await using var other = await ServiceDouble.StartAsync();
        var store = new StoreDouble(other, Btc);
        await _terminal.RunAsync(_service, ["export", "--markets", Btc, .. Range, "--out", file]);

        await _terminal.RunAsync(other, "import", file);

        Assert.Equal(500, store.BarsOf(Btc, "5m").Count);
        Assert.Equal(41, store.BarsOf(Btc, "1h").Count);
        var day = Assert.Single(store.BarsOf(Btc, "1d"));
        Assert.Equal((100d, 100 + 1_439 + 5d, 1_440 * 3L), (day.Open, day.High!.Value, day.BuyCount));
        Assert.Equal(Enumerable.Range(0, 1_440).Sum(i => 1_000 + (i * 0.1)), day.BuyNotional, 1e-6);
    }

    [Theory]
    [InlineData("2025-01-02")]
    [InlineData(null)]
    public async Task A_bar_that_is_still_forming_is_left_out(string? to)
    {
        var file = FileOf("bars.csv");
        StoreDouble.SetMarketTime(_service, DateTimeOffset.FromUnixTimeMilliseconds(Start + (10 * 60_000) + 30_000));

        await _terminal.RunAsync(_service, ["export", "--markets", Btc, "--timeframe", "1m", "--from", "2025-01-01", .. to is null ? (string[])[] : ["--to", to], "--out", file]);

        var lines = await File.ReadAllLinesAsync(file, Token);
        Assert.Equal(11, lines.Length);
        Assert.StartsWith("2025-01-01T00:09:00.000Z,", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_a_table_with_a_heading()
    {
        var file = FileOf("bars.csv.gz");

        await _terminal.RunAsync(_service, ["export", "--markets", Btc, .. Range, "--out", file, "--json"]);

        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        Assert.Equal(
            "time,open_unix_ms,market,timeframe,open,high,low,close,buy_notional,sell_notional,buy_count,sell_count,buy_liquidation,sell_liquidation,partial",
            await reader.ReadLineAsync(Token));
        Assert.Equal("2025-01-01T00:00:00.000Z,1735689600000,BINANCE:btcusdt,1m,100,105,95,100.5,1000,200.1,3,2,0,0,false", await reader.ReadLineAsync(Token));
        Assert.Contains("\"rows\":2500", _terminal.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export --markets A:b --from 2025-01-01 --out bars.xls", "--out: 'bars.xls' has no format: give a name that ends in .csv, .csv.gz or .parquet")]
    [InlineData("export --markets A:b --from 2025-01-01", "--out: missing")]
    [InlineData("export --markets A:b --out bars.csv", "--from: missing")]
    [InlineData("export --from 2025-01-01 --out bars.csv", "--markets: give either")]
    [InlineData("export --from 2025-01-01 --markets A:b --symbol BTC --out bars.csv", "--markets: give either")]
    [InlineData("export --from 2025-01-02 --to 2025-01-01 --markets A:b --out bars.csv", "--from: '2025-01-02 00:00:00' is not before --to")]
    [InlineData("export --trades nowhere.gz --out trades.csv", "--trades: 'nowhere.gz' is no file")]
    [InlineData("export --from 2025-01-01 --markets A:b --out /nowhere/bars.csv", "--out: '/nowhere/bars.csv' cannot be written")]
    [InlineData("import nowhere.csv", "nowhere.csv: path: found nothing, expected a file")]
    [InlineData("import bars.csv --market BTC", "--market: 'BTC' is not a market id")]
    [InlineData("import bars.csv --columns vbuy", "--columns: 'vbuy' has 'vbuy', which is no pair of names")]
    [InlineData("import bars.csv --columns price=p", "--columns: 'price=p' names 'price', which is none of time_s, open, high, low, close, vbuy, vsell, market")]
    [InlineData("import bars.csv --timeframe soon", "--timeframe: 'soon' is not a number")]
    public async Task Bad_usage_is_one_line_that_names_the_culprit(string line, string expected)
    {
        var exitCode = await _terminal.RunAsync(_service, line.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.StartsWith(expected, Assert.Single(_terminal.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_service_is_told_with_file_market_and_timeframe()
    {
        var file = FileOf("bars.csv");
        await _terminal.RunAsync(_service, ["export", "--markets", Btc, .. Range, "--out", file]);
        await using var other = await ServiceDouble.StartAsync();
        other.Refuse($"/api/v1/markets/{Btc}/bars", 409, "What is stored is fuller", "bars[7].openUnixMs: '1': fuller");

        var exitCode = await _terminal.RunAsync(other, "import", file);

        Assert.Equal(1, exitCode);
        Assert.Contains("bars.csv: BINANCE:btcusdt 1m: bars[7].openUnixMs: '1': fuller", _terminal.Error, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static BarView Bar(int i) => new(Btc, Start + (i * 60_000L), 100 + i, 105 + i, 95 + i, 100.5 + i, 1_000 + (i * 0.1), 200.1, 3, 2, 0, 0);

    private string FileOf(string name) => Path.Combine(_folder, name);
}
