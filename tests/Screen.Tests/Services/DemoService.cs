using System.Diagnostics;
using System.Text.Json.Nodes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests.Services;

/// <summary>The whole service on simulated venues, in a process of its own that ends with the tests at the latest.</summary>
public sealed class DemoService : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-screen-").FullName;
    private readonly HttpClient _http = new();
    private readonly string[] _arguments;
    private Process? _process;
    private Task<string> _error = Task.FromResult("");

    /// <summary>A fast one of two coins.</summary>
    public DemoService()
        : this(["--symbols", "2", "--speed", "120", "--rate", "400"])
    {
    }

    /// <summary>One that is told what to be.</summary>
    internal DemoService(string[] arguments) => _arguments = arguments;

    public Uri Url { get; } = new($"http://127.0.0.1:{ServerProgram.FreePort()}");

    public async ValueTask InitializeAsync()
    {
        _http.BaseAddress = Url;
        _process = Start("Silo", ["demo", "--seed", "1", .. _arguments, $"--Http:Url={Url}", $"--Data:Directory={_folder}"]);
        _error = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(Poll);
        while (!await IsEvaluatedAsync(limit.Token))
        {
            Assert.False(_process.HasExited, "the demo has ended");
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        await _error;
        _process?.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What a path answers.</summary>
    internal async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;

    /// <summary>The status of a read under another name of this service.</summary>
    internal async Task<int> StatusOfAsync(string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    /// <summary>What the console prints.</summary>
    internal async Task<string> AskConsoleAsync(params string[] arguments)
    {
        using var console = Start("Client", [.. arguments, "--url", Url.ToString()]);
        var error = console.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await console.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await console.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(console.ExitCode == 0, await error);
        return output;
    }

    // Every project builds into its own folder beside that of the tests: artifacts/bin/<project>/<configuration>.
    private static Process Start(string program, params string[] arguments)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, program, own.Name, $"SqueezeFlow.{program}.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    private async Task<bool> IsEvaluatedAsync(CancellationToken stop)
    {
        try
        {
            var symbols = JsonNode.Parse(await _http.GetStringAsync(new Uri("/api/v1/symbols", UriKind.Relative), stop))!.AsArray();
            return symbols.Count > 0 && symbols.All(symbol => symbol!["evaluatedAt"] is not null);
        }
        catch (HttpRequestException)
        {
            // It has not started yet.
            return false;
        }
    }
}
