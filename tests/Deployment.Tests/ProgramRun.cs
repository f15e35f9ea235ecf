using System.Diagnostics;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests;

/// <summary>How a program ended, and what it wrote.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs it to its end. Where it is missing the test skips with that reason; under <c>CI=true</c> it fails instead.</summary>
    public static async Task<ProgramRun> OfAsync(string name, string package, IEnumerable<string> arguments, string input = "", Dictionary<string, string>? environment = null)
    {
        using var process = Start(name, package, arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts it in the top folder of the checkout.</summary>
    public static Process Start(string name, string package, IEnumerable<string> arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(ServerProgram.Require(name, package), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Checkout.Root,
        };
        foreach (var (variable, value) in environment ?? [])
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }
}
