using System.Diagnostics;
using System.Globalization;

namespace SqueezeFlow.TestSupport.Redis;

/// <summary>
/// A <c>redis-server</c> of a test's own, on a free port of loopback, with nothing on disk unless its options say so; it ends with the test at the latest. Where the program is missing a
/// test skips with that reason; under <c>CI=true</c> it fails instead.
/// </summary>
public sealed class RedisProcess : IAsyncDisposable
{
    private const string Program = "redis-server";
    private const string Ready = "Ready to accept connections";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _path;
    private readonly string[] _options;
    private Process? _process;
    private Task _reading = Task.CompletedTask;

    private RedisProcess(string path, int port, string[] options) => (_path, Port, _options) = (path, port, options);

    public int Port { get; }

    /// <summary>What <c>--requirepass</c> says; null without it.</summary>
    public string? Password => Array.IndexOf(_options, "--requirepass") is >= 0 and var place ? _options[place + 1] : null;

    public static async Task<RedisProcess> StartAsync(CancellationToken token, params string[] options)
    {
        var server = new RedisProcess(ServerProgram.Require(Program, Program), ServerProgram.FreePort(), options);
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
        await _reading;
        process.Dispose();
    }

    /// <summary>Begins anew on the same port, empty unless its options name a file.</summary>
    public async Task RestartAsync(CancellationToken token)
    {
        await KillAsync();
        await RunAsync(token);
    }

    public async Task<RedisTalk> ConnectAsync(CancellationToken token)
    {
        var talk = await RedisTalk.OpenAsync(Port, token);
        if (Password is { } password)
        {
            await talk.AskAsync("AUTH", password);
        }

        return talk;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task RunAsync(CancellationToken token)
    {
        var start = new ProcessStartInfo(_path) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        string[] usual = ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no"];
        foreach (var argument in (string[])[.. usual, .. _options])
        {
            start.ArgumentList.Add(argument);
        }

        var process = _process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(Patience);
        var told = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            told.Add(line);
            if (line.Contains(Ready, StringComparison.Ordinal))
            {
                _reading = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"{Program} ended at once: {string.Join(" | ", told)}");
    }
}
