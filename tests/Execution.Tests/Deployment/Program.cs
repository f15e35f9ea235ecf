using System.ComponentModel;
using System.Diagnostics;

namespace SqueezeFlow.Execution.Tests.Deployment;

/// <summary>Runs a program to its end.</summary>
internal static class Program
{
    /// <summary>What it wrote; null when it is not on this machine.</summary>
    public static async Task<ProgramRun?> RunAsync(string name, IEnumerable<string> arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new(process.ExitCode, await output, await errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

/// <summary>How it ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors);
