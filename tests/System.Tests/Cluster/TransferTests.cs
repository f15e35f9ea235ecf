using System.Globalization;
using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Cluster.Bench;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests.Cluster;

/// <summary>Bars go into a cluster by one silo and come out by another.</summary>
public sealed class TransferTests : IDisposable
{
    private const int Minutes = 600;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-transfer-");

    private static World World => new(new(Seed: 7, Symbols: 2, TradesPerSecond: 100));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_one_silo_imports_another_exports_beside_what_both_read()
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        await using var venues = await bench.OpenVenuesAsync();
        var silos = await bench.StartAsync(2, bench.Reading(venues));
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);
        var (from, to) = ClusterBench.Trade(venues, 20_000);
        var start = Timeframe.H1.Floor(from) - (Minutes * 60_000L);

        // Of markets that are read the venue's own history comes too, and is fuller.
        string[] markets = ["BINANCE:onceusdt", "BINANCE_FUTURES:onceusdt", "BINANCE:twiceusdt"];
        foreach (var (place, market) in markets.Index())
        {
            // By which silo a market is written does not matter; it is read from the other one.
            await File.WriteAllTextAsync(FileOf($"{place}.csv"), History(start, place), bench.Stop);
            await RunAsync(silos[place % 2], "import", FileOf($"{place}.csv"), "--market", market);
            await ExportAsync(silos[(place + 1) % 2], market, "1m", start, $"{place}-out.csv");
            await ExportAsync(silos[(place + 1) % 2], market, "1h", start, $"{place}-hours.csv");
            var sent = Enumerable.Range(0, Minutes).Select(i => Minute(start, place, i)).ToList();
            Assert.Equal(sent, Rows(FileOf($"{place}-out.csv")));
            Assert.Equal(sent.Chunk(60).Select(hour => (hour[0].UnixMs, hour.Sum(row => row.Buy), hour.Sum(row => row.Sell))), Rows(FileOf($"{place}-hours.csv")));
        }

        Assert.Contains($"\"written\":0,\"kept\":{Minutes}", (await RunAsync(silos[1], "import", FileOf("0.csv"), "--market", markets[0], "--json")).Output, StringComparison.Ordinal);
        await venues.Completion.WaitAsync(bench.Stop);
        await bench.WaitUntilCountedAsync(silos[0], from, to);
        foreach (var silo in silos)
        {
            await silo.EndAsync();
        }

        await bench.AssertWholeAsync(from, to);
    }

    private static async Task<Finished> RunAsync(ClusterSilo silo, params string[] arguments) =>
        (await ChildProcess.RunAsync("Client", [.. arguments, "--url", silo.Service.Url.ToString()])).AssertDone();

    private Task<Finished> ExportAsync(ClusterSilo silo, string market, string timeframe, long start, string file) => RunAsync(
        silo, "export", "--bars", "--markets", market, "--timeframe", timeframe, "--from", Text(start), "--to", Text(start + (Minutes * 60_000L)), "--out", FileOf(file));

    private static string Text(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string History(long start, int place)
    {
        var text = new StringBuilder("time_s,open,high,low,close,vbuy,vsell\n");
        for (var i = 0; i < Minutes; i++)
        {
            var (unixMs, buy, sell) = Minute(start, place, i);
            text.Append(CultureInfo.InvariantCulture, $"{unixMs / 1_000},{100 + i},{101 + i},{99 + i},{100.5 + i},{buy},{sell}\n");
        }

        return text.ToString();
    }

    private static (long UnixMs, double Buy, double Sell) Minute(long start, int place, int minute) => (start + (minute * 60_000L), 1_000 + minute + place, 500 + minute);

    // Time and turnover of each row that was exported.
    private static IEnumerable<(long UnixMs, double Buy, double Sell)> Rows(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split(',').ToList();
        return lines.Skip(1).Select(line => line.Split(',')).Select(cells => (
            long.Parse(cells[names.IndexOf("open_unix_ms")], CultureInfo.InvariantCulture),
            double.Parse(cells[names.IndexOf("buy_notional")], CultureInfo.InvariantCulture),
            double.Parse(cells[names.IndexOf("sell_notional")], CultureInfo.InvariantCulture)));
    }

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);
}
