using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Backtests;

/// <summary>A folder of bar files, and the command that reads them.</summary>
internal sealed class BarFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bars").FullName;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = PathOf(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Write(string name, IEnumerable<RecordedBar> bars) => Write(name, RandomMarket.Text(bars));

    public string PathOf(string name) => Path.Combine(_folder, name);

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    /// <summary>Runs <c>backtest --json</c>; the document is empty when it failed.</summary>
    public static async Task<(int ExitCode, JsonElement Document, string Error)> RunAsync(string spot, string perp, params string[] more)
    {
        using var terminal = new TestTerminal();
        var exitCode = await terminal.RunAsync(["backtest", "--spot", spot, "--perp", perp, "--json", .. more]);
        return (exitCode, terminal.Out.Length == 0 ? default : JsonDocument.Parse(terminal.Out).RootElement, terminal.Error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
