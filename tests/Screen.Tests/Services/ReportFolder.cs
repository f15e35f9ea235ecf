using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests.Services;

/// <summary>A folder in which the console writes reports of back-tests over recorded bars, as a process of its own.</summary>
internal sealed class ReportFolder : IDisposable
{
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

    /// <summary>Runs <c>backtest --json --out</c>.</summary>
    public async Task<JsonNode> RunAsync(string name, string spot, string perp, params string[] more)
    {
        // Every project builds into its own folder beside that of the tests: artifacts/bin/<project>/<configuration>.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "Client", own.Name, "SqueezeFlow.Client.dll");
        using var console = Process.Start(
            new ProcessStartInfo("dotnet", [program, "backtest", "--spot", spot, "--perp", perp, "--json", "--out", PathOf(name), .. more]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = console.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await console.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await console.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(console.ExitCode == 0, await error);
        return JsonNode.Parse(output)!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
