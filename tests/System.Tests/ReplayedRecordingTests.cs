using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.SystemTests;

/// <summary>A real recording through adapters, router and grains gives exactly the recording's sums.</summary>
public sealed class ReplayedRecordingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Counts_and_notional_of_every_market_equal_the_recorded_trades_twice()
    {
        var recording = SharedData.Require("data", "raw", "binance_trade_messages_20240808.txt.gz");
        var expected = Sums(SharedData.Require("data", "ticks", "binance_6markets_20240808.csv.gz"));

        var first = await ReplayAsync(recording, "a");
        var second = await ReplayAsync(recording, "b");

        Assert.Equal(55_270, first.GetProperty("trades").GetInt64());
        var markets = first.GetProperty("markets").EnumerateArray().ToDictionary(m => m.GetProperty("market").GetString()!);
        Assert.Equal(expected.Keys.Order(), markets.Keys.Order());
        foreach (var (market, sum) in expected)
        {
            Assert.Equal(sum.Trades, markets[market].GetProperty("trades").GetInt64());
            Assert.Equal((double)sum.Buy, markets[market].GetProperty("buyNotional").GetDouble(), (double)sum.Buy * 1e-9);
            Assert.Equal((double)sum.Sell, markets[market].GetProperty("sellNotional").GetDouble(), (double)sum.Sell * 1e-9);
        }

        Assert.Equal(first.GetProperty("sha256").GetString(), second.GetProperty("sha256").GetString());
    }

    private async Task<JsonElement> ReplayAsync(string recording, string name)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[
            Path.Combine(AppContext.BaseDirectory, "SqueezeFlow.Silo.dll"), "replay", recording, "--speed", "max", "--exit", "--json",
            "--Data:Directory=" + Path.Combine(_folder, name), "--Http:Url=http://127.0.0.1:0"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.True(process.ExitCode == 0, $"replay ended with {process.ExitCode}: {await errors}");
        return JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
    }

    private static Dictionary<string, (long Trades, decimal Buy, decimal Sell)> Sums(string ticks)
    {
        var sums = new Dictionary<string, (long Trades, decimal Buy, decimal Sell)>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(ticks), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var notional = Number(cells[3]) * Number(cells[4]);
            var sum = sums.GetValueOrDefault($"{cells[1]}:{cells[2]}");
            sums[$"{cells[1]}:{cells[2]}"] = cells[5] == "buy"
                ? (sum.Trades + 1, sum.Buy + notional, sum.Sell)
                : (sum.Trades + 1, sum.Buy, sum.Sell + notional);
        }

        return sums;

        static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
