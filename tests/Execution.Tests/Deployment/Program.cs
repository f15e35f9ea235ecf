using System.Diagnostics;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Execution.Tests.Deployment;

/// <summary>Runs a program to its end.</summary>
internal static class Program
{
    /// <summary>What it wrote. Where it is missing the test skips with that reason; under <c>CI=true</c> it fails instead.</summary>
    public static async Task<ProgramRun> RunAsync(string name, string package, IEnumerable<string> arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(ServerProgram.Require(name, package), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await errors);
    }
}

/// <summary>How it ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors);
