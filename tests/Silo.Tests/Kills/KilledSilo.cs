using System.Collections.Concurrent;
using System.Diagnostics;

namespace SqueezeFlow.Silo.Tests.Kills;

/// <summary>A service in a process of its own: this test program, running <see cref="KilledSiloTests"/>. Ended by a kill, with the test at the latest: its input ends with this process.</summary>
internal sealed class KilledSilo : IDisposable
{
    public const string FolderVariable = "SQUEEZEFLOW_TEST_KILLED_SILO";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private KilledSilo(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>How it ended; null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>What it has printed, the end of it.</summary>
    public string Said => string.Join('\n', _said.TakeLast(40));

    public static KilledSilo Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [FolderVariable] = folder },
        };
        string[] runner = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(KilledSilo).Assembly.Location] : [];
        foreach (var argument in (string[])[.. runner, "--filter-method", $"*{nameof(KilledSiloTests)}.{nameof(KilledSiloTests.Serve_until_killed)}", "--explicit", "only"])
        {
            start.ArgumentList.Add(argument);
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Ends it in the middle of whatever it does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets go of it, as the end of this process would.</summary>
    public void LetGo() => _process.StandardInput.Close();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
