using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json.Nodes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests.Services;

/// <summary>A folder with reports of back-tests over recorded bars, written by the console: one for all who ask for the same.</summary>
internal sealed class ReportFolder : IDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<(byte[] Report, string Printed)>>> Runs = new(StringComparer.Ordinal);

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-report-").FullName;

    /// <summary>Its address for a browser.</summary>
    public Uri Url => new(_folder + "/");

    /// <summary>Bars of a spot market over a year, 15 minutes each.</summary>
    public static string Spot(string coin) => Recorded($"spot_15m/BINANCE_{coin}USDT_15m_2025");

    /// <summary>Bars of a perpetual over February 2025, a minute each.</summary>
    public static string February(string coin) => Recorded($"perp_1m/BINANCE_FUTURES_{coin}USDT_1m_2025-02");

    /// <summary>Any of the recorded bars.</summary>
    public static string Recorded(string name) => SharedData.Require("data", "bars", $"{name}.csv.gz");

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>A recorded file without the rows in <c>[from, to)</c>, seconds since 1970 UTC.</summary>
    public string Without(string recorded, string name, long from, long to)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(recorded), CompressionMode.Decompress));
        using var writer = new StreamWriter(PathOf(name));
        while (reader.ReadLine() is { } line)
        {
            if (!long.TryParse(line.Split(',')[0], out var time) || time < from || time >= to)
            {
                writer.WriteLine(line);
            }
        }

        return PathOf(name);
    }

    /// <summary>What <c>backtest --json --out</c> prints and writes.</summary>
    public Task<JsonNode> RunAsync(string name, string spot, string perp, params string[] more) => WriteAsync("backtest", name, spot, perp, more);

    /// <summary>What a command with <c>--json --out</c> prints and writes.</summary>
    public async Task<JsonNode> WriteAsync(string command, string name, string spot, string perp, params string[] more)
    {
        string[] arguments = [command, "--spot", spot, "--perp", perp, "--json", .. more];
        var (report, printed) = await Runs.GetOrAdd(string.Join('\n', arguments), _ => new(() => ReportAsync(arguments))).Value;
        await File.WriteAllBytesAsync(PathOf(name), report, TestContext.Current.CancellationToken);
        return JsonNode.Parse(printed)!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<(byte[] Report, string Printed)> ReportAsync(string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("squeezeflow-report-").FullName;
        try
        {
            var path = Path.Combine(folder, "report.html");
            var printed = await OwnConsole.RunAsync([.. arguments, "--out", path]);
            return (await File.ReadAllBytesAsync(path, CancellationToken.None), printed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
