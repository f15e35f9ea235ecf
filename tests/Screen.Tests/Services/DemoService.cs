using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests.Services;

/// <summary>The whole service on simulated venues, in a process of its own that ends with the tests at the latest.</summary>
public partial class DemoService : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    // A machine that starts several at once takes longer over each than its parts wait for one another.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-screen-").FullName;
    private readonly HttpClient _http = new();
    private readonly string[] _arguments;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private Task _listening = Task.CompletedTask;

    /// <summary>A fast one of two coins, with shadows beside it.</summary>
    public DemoService()
        : this(["--symbols", "2", "--speed", "120", "--rate", "400", $"--Shadows:Files={Path.Combine(Checkout.Root, "tests/Screen.Tests/Services/Shadows")}"])
    {
    }

    /// <summary>One that is told what to be.</summary>
    internal DemoService(string[] arguments) => _arguments = arguments;

    /// <summary>Where it answers: on a port of its own choice.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>What it is asked to be.</summary>
    protected virtual IReadOnlyList<string> Arguments => _arguments;

    /// <summary>Whether it may be looked at: once each of its coins has been evaluated.</summary>
    protected virtual bool IsReady(IReadOnlyList<JsonNode?> symbols) => symbols.Count > 0 && symbols.All(symbol => symbol!["evaluatedAt"] is not null);

    public async ValueTask InitializeAsync()
    {
        await Turn.WaitAsync();
        try
        {
            await StartAsync();
        }
        finally
        {
            Turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        await _listening;
        _process?.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What a path answers.</summary>
    internal async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;

    /// <summary>The status of an answer, and its body.</summary>
    internal async Task<(int Status, string Body)> AskAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), CancellationToken.None);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(CancellationToken.None));
    }

    /// <summary>The status of a read under another name of this service.</summary>
    internal async Task<int> StatusOfAsync(string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    /// <summary>What the console prints.</summary>
    internal Task<string> AskConsoleAsync(params string[] arguments) => AskConsoleAsync(Url, arguments);

    /// <summary>What the console prints of a service.</summary>
    internal static Task<string> AskConsoleAsync(Uri url, params string[] arguments) => OwnConsole.RunAsync([.. arguments, "--url", url.ToString()]);

    private async Task StartAsync()
    {
        _process = Start(["demo", "--seed", "1", .. Arguments, "--Http:Url=http://127.0.0.1:0", $"--Data:Directory={_folder}"]);
        _listening = ListenAsync(_process.StandardError);
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(Limit);
        Url = await _url.Task.WaitAsync(limit.Token);
        _http.BaseAddress = Url;
        using var timer = new PeriodicTimer(Poll);
        while (!await IsEvaluatedAsync(limit.Token))
        {
            Assert.False(_process.HasExited, $"the demo has ended: {_said}");
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task ListenAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
        {
            _said.AppendLine(line);
            if (Answers().Match(line) is { Success: true } found)
            {
                _url.TrySetResult(new(found.Groups[1].Value));
            }
        }

        _url.TrySetException(new InvalidOperationException($"the demo has ended: {_said}"));
    }

    // Every project builds into its own folder beside that of the tests: artifacts/bin/<project>/<configuration>.
    private static Process Start(string[] arguments)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, "Silo", own.Name, "SqueezeFlow.Silo.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    private async Task<bool> IsEvaluatedAsync(CancellationToken stop)
    {
        try
        {
            var symbols = JsonNode.Parse(await _http.GetStringAsync(new Uri("/api/v1/symbols", UriKind.Relative), stop))!.AsArray();
            return IsReady([.. symbols]);
        }
        catch (HttpRequestException)
        {
            // It has not started yet.
            return false;
        }
    }

    [GeneratedRegex(@"answers at (http://\S+);")]
    private static partial Regex Answers();
}
