using System.Globalization;
using System.IO.Compression;
using SqueezeFlow.SystemTests.Processes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.SystemTests;

/// <summary>Recorded bars and trades into an empty service by the console, out of it and into another one.</summary>
public sealed class ExportImportTests : IDisposable
{
    private static readonly string[] Demo = ["--symbols", "1", "--rate", "50", "--speed", "1", "--seconds", "100000"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-export-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_imported_is_exported_and_imported_elsewhere_alike()
    {
        var bars = SharedData.Require("data", "bars", "perp_1m", "BINANCE_FUTURES_AVAXUSDT_1m_2023-02.csv.gz");
        var ticks = SharedData.Require("data", "ticks", "coinbase_btcusd_20230905.csv.gz");
        using var data = new DataDirectory();
        using var otherData = new DataDirectory();
        await using (var service = Service.StartDemo(data, Demo))
        {
            await service.WaitUntilReadyAsync(TimeSpan.FromMinutes(1));
            await RunAsync(service, "import", bars);
            await RunAsync(service, "import", ticks);
            Assert.Contains("\"written\":0,\"kept\":40320", (await RunAsync(service, "import", bars, "--json")).Output, StringComparison.Ordinal);
            await ExportAsync(service, "first");
            AssertHours(await ReadAsync("first-1h.csv"), bars);
        }

        await using (var other = Service.StartDemo(otherData, Demo))
        {
            await other.WaitUntilReadyAsync(TimeSpan.FromMinutes(1));
            await RunAsync(other, "import", FileOf("first-1m.parquet"), FileOf("first-1s.csv.gz"));
            await ExportAsync(other, "second");
        }

        foreach (var file in (string[])["1m.parquet", "1h.csv", "1s.csv.gz"])
        {
            Assert.Equal(await File.ReadAllBytesAsync(FileOf($"first-{file}"), Token), await File.ReadAllBytesAsync(FileOf($"second-{file}"), Token));
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<Finished> RunAsync(Service service, params string[] arguments) =>
        (await ChildProcess.RunAsync("Client", [.. arguments, "--url", service.Url.ToString()])).AssertDone();

    private async Task ExportAsync(Service service, string name)
    {
        string[] february = ["--markets", "BINANCE_FUTURES:avaxusdt", "--from", "2023-02-01", "--to", "2023-03-01"];
        await RunAsync(service, ["export", "--bars", .. february, "--timeframe", "1m", "--out", FileOf($"{name}-1m.parquet")]);
        await RunAsync(service, ["export", "--bars", .. february, "--timeframe", "1h", "--out", FileOf($"{name}-1h.csv")]);
        await RunAsync(
            service, "export", "--markets", "COINBASE:BTC-USD", "--timeframe", "1s", "--from", "2023-09-05T16:00:00Z", "--to", "2023-09-05T17:00:00Z", "--out", FileOf($"{name}-1s.csv.gz"));
    }

    // Sums of the file's own text, hour by hour.
    private static void AssertHours(List<string[]> hours, string path)
    {
        Assert.Equal(672, hours.Count);
        Dictionary<long, (decimal Buy, decimal Sell)> expected = [];
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine()?.Split(',') is { } cells)
        {
            var hour = long.Parse(cells[0], CultureInfo.InvariantCulture) / 3_600 * 3_600_000;
            var (buy, sell) = expected.GetValueOrDefault(hour);
            expected[hour] = (buy + Number(cells[6]), sell + Number(cells[7]));
        }

        foreach (var hour in hours)
        {
            var (buy, sell) = expected[long.Parse(hour[1], CultureInfo.InvariantCulture)];
            Assert.Equal((double)buy, double.Parse(hour[8], CultureInfo.InvariantCulture), 1e-9 * (double)buy);
            Assert.Equal((double)sell, double.Parse(hour[9], CultureInfo.InvariantCulture), 1e-9 * (double)sell);
            Assert.Equal("false", hour[14]);
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private async Task<List<string[]>> ReadAsync(string name) =>
        [.. (await File.ReadAllLinesAsync(FileOf(name), Token)).Skip(1).Select(line => line.Split(','))];

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);
}
