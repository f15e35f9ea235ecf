using System.Globalization;
using System.IO.Compression;
using SqueezeFlow.SystemTests.Processes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.SystemTests;

/// <summary>Recorded frames through the whole service, against the trades recorded beside them.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task A_replay_counts_what_was_recorded_and_repeats_itself()
    {
        var expected = await ReadTicksAsync(SharedData.Require("data", "ticks", "binance_6markets_20240808.csv.gz"));

        var first = await ReplayAsync();
        var second = await ReplayAsync();

        var markets = first.LastLine["markets"]!.AsArray().ToDictionary(m => (string)m!["market"]!, m => m!);
        Assert.Equal(expected.Keys.Order(), markets.Keys.Order());
        foreach (var (market, sums) in expected)
        {
            Assert.Equal(sums.Count, (long)markets[market]["trades"]!);
            AssertClose(sums.Buy, (double)markets[market]["buyNotional"]!);
            AssertClose(sums.Sell, (double)markets[market]["sellNotional"]!);
        }

        Assert.Equal((string)first.LastLine["sha256"]!, (string)second.LastLine["sha256"]!);
    }

    private static async Task<Finished> ReplayAsync()
    {
        var recording = SharedData.Require("data", "raw", "binance_trade_messages_20240808.txt.gz");
        using var data = new DataDirectory();
        return (await ChildProcess.RunAsync("Silo", ["replay", recording, "--exit", "--json", .. Service.Settings(data)])).AssertDone();
    }

    private static async Task<Dictionary<string, (long Count, decimal Buy, decimal Sell)>> ReadTicksAsync(string path)
    {
        var sums = new Dictionary<string, (long Count, decimal Buy, decimal Sell)>();
        await using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            var cells = line.Split(',');
            var notional = Number(cells[3]) * Number(cells[4]);
            var (count, buy, sell) = sums.GetValueOrDefault($"{cells[1]}:{cells[2]}");
            sums[$"{cells[1]}:{cells[2]}"] = cells[5] == "buy" ? (count + 1, buy + notional, sell) : (count + 1, buy, sell + notional);
        }

        return sums;
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static void AssertClose(decimal expected, double found) =>
        Assert.True(Math.Abs((double)expected - found) <= 1e-9 * (double)expected, $"expected {expected}, found {found}");
}
