using System.Diagnostics;
using System.Text;

namespace SqueezeFlow.SystemTests.Processes;

/// <summary>A built program of this repository, running as a process of its own; ended with the test at the latest.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Folder in which what each process said is kept, if somebody asks: <c>bench/chaos.sh -l</c>.</summary>
    private static readonly string? Logs = Environment.GetEnvironmentVariable("SQUEEZEFLOW_TEST_LOGS");

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Task<string> _output;
    private readonly Task _reading;

    private ChildProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _reading = ReadErrorAsync();
    }

    public bool HasExited => _process.HasExited;

    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    public static ChildProcess Start(string program, params IEnumerable<string> arguments) => StartBy([], program, arguments);

    /// <summary>Starts it by a command that becomes it, e.g. one that changes its network.</summary>
    public static ChildProcess StartBy(IReadOnlyList<string> before, string program, params IEnumerable<string> arguments)
    {
        // Whoever runs in the background hands down that SIGINT is to be ignored.
        string[] command = OperatingSystem.IsLinux() ? [.. before, "env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(PathOf(program));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new(Process.Start(start)!);
    }

    public static async Task<Finished> RunAsync(string program, params IEnumerable<string> arguments)
    {
        await using var child = Start(program, arguments);
        return await child.WaitAsync();
    }

    public async Task<Finished> WaitAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        await _process.WaitForExitAsync(limit.Token);
        await _reading;
        return new(_process.ExitCode, await _output, Error);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await WaitAsync();
    }

    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Sends a signal, by its name without <c>SIG</c>.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _reading;
        if (Logs is { Length: > 0 })
        {
            await File.WriteAllTextAsync(Path.Combine(Logs, $"{_process.Id}.log"), await _output + Error);
        }

        _process.Dispose();
    }

    // Every project builds into its own folder beside that of the tests: artifacts/bin/<project>/<configuration>.
    private static string PathOf(string program)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, program, own.Name, $"SqueezeFlow.{program}.dll");
    }

    private async Task ReadErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_error)
            {
                _error.AppendLine(line);
            }
        }
    }
}
