using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace SqueezeFlow.TestSupport.Influx;

/// <summary>
/// An <c>influxd</c> of a test's own, on free ports of loopback, with its data in a folder that goes with it; it ends with the test at the latest. Where the
/// program is missing a test skips with that reason; under <c>CI=true</c> it fails instead.
/// </summary>
public sealed class InfluxProcess : IAsyncDisposable
{
    /// <summary>Lets nobody in without a password, once the first user with all rights is there.</summary>
    public const string WithAuthentication = "INFLUXDB_HTTP_AUTH_ENABLED=true";

    private const string Program = "influxd";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly string _path;
    private readonly string[] _settings;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-influx-");
    private readonly HttpClient _http;
    private readonly StringBuilder _told = new();
    private Process? _process;

    private InfluxProcess(string path, string[] settings)
    {
        (_path, _settings) = (path, settings);
        (Port, BackupPort) = ServerProgram.FreePorts();
        _http = new() { BaseAddress = new($"http://127.0.0.1:{Port}"), Timeout = Patience };
    }

    public int Port { get; }

    /// <summary>Where <c>influxd backup</c> and <c>influxd restore</c> ask.</summary>
    public int BackupPort { get; }

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="token">Gives up.</param>
    /// <param name="settings">Its settings, each as the variable of its environment, e.g. <see cref="WithAuthentication"/>.</param>
    public static async Task<InfluxProcess> StartAsync(CancellationToken token, params string[] settings)
    {
        var server = new InfluxProcess(ServerProgram.Require(Program, "influxdb (1.x)"), settings);
        try
        {
            await server.RunAsync(token);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps connections and answers nothing, until it is thawed.</summary>
    public Task FreezeAsync() => ServerProgram.SignalAsync(_process!, "STOP");

    public Task ThawAsync() => ServerProgram.SignalAsync(_process!, "CONT");

    public async Task KillAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Begins anew with the data that it had, on the same ports.</summary>
    public async Task RestartAsync(CancellationToken token)
    {
        await KillAsync();
        await RunAsync(token);
    }

    /// <summary>What the server answers to statements, as another program sees it; times in milliseconds.</summary>
    /// <param name="statement">InfluxQL.</param>
    /// <param name="token">Gives up.</param>
    /// <param name="credentials"><c>user:password</c>; empty for nobody.</param>
    public async Task<JsonNode> AskAsync(string statement, CancellationToken token, string credentials = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/query");
        request.Content = new FormUrlEncodedContent([new("q", statement), new("epoch", "ms")]);
        Authorize(request, credentials);
        using var answer = await _http.SendAsync(request, token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(token))!;
    }

    /// <summary>Rows of the only series that the server answers; none when there is no series.</summary>
    public async Task<JsonArray[]> RowsAsync(string statement, CancellationToken token, string credentials = "")
    {
        var answer = await AskAsync(statement, token, credentials);
        var result = answer["results"]?[0];
        Assert.True(result is not null && result["error"] is null && answer["error"] is null, answer.ToJsonString());
        return result["series"] is JsonArray series ? [.. (Assert.Single(series)!["values"]?.AsArray() ?? []).Select(row => row!.AsArray())] : [];
    }

    /// <summary>Writes lines as another program does.</summary>
    public async Task WriteAsync(string database, string policy, string lines, CancellationToken token, string credentials = "")
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/write?db={Uri.EscapeDataString(database)}&rp={Uri.EscapeDataString(policy)}&precision=ns");
        request.Content = new StringContent(lines);
        Authorize(request, credentials);
        using var answer = await _http.SendAsync(request, token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(token));
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Authorize(HttpRequestMessage request, string credentials)
    {
        if (credentials.Length > 0)
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        }
    }

    private async Task RunAsync(CancellationToken token)
    {
        var file = Path.Combine(_folder.FullName, "influxdb.conf");
        await File.WriteAllTextAsync(file, Configuration(), token);
        var start = new ProcessStartInfo(_path, ["run", "-config", file])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.FullName,
        };
        foreach (var setting in _settings)
        {
            var parts = setting.Split('=', 2);
            start.Environment[parts[0]] = parts[1];
        }

        var process = _process = Process.Start(start)!;
        process.ErrorDataReceived += Keep;
        process.OutputDataReceived += Keep;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(Patience);
        using var timer = new PeriodicTimer(Poll);
        while (!await AnswersAsync(limit.Token))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{Program} ended at once: {Told()}");
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken token)
    {
        try
        {
            using var answer = await _http.GetAsync("/ping", token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_told)
        {
            _told.AppendLine(line.Data);
        }
    }

    private string Told()
    {
        lock (_told)
        {
            return _told.ToString();
        }
    }

    private string Configuration() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        reporting-disabled = true
        bind-address = "{IPAddress.Loopback}:{BackupPort}"
        [meta]
          dir = "{_folder.FullName}/meta"
        [data]
          dir = "{_folder.FullName}/data"
          wal-dir = "{_folder.FullName}/wal"
          query-log-enabled = false
        [http]
          bind-address = "{IPAddress.Loopback}:{Port}"
          log-enabled = false
        [monitor]
          store-enabled = false
        [subscriber]
          enabled = false
        [continuous_queries]
          log-enabled = false
          run-interval = "1s"
        """);
}
