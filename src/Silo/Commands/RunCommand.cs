using SqueezeFlow.Silo.Hosting;

namespace SqueezeFlow.Silo.Commands;

/// <summary>No command, or <c>run</c>: live feeds as configured, until stopped.</summary>
internal static class RunCommand
{
    /// <summary>Runs until SIGINT or SIGTERM, then brings everything in flight to an end.</summary>
    public static async Task<int> RunAsync(CommandContext context)
    {
        var configuration = context.Configure("run");
        if (!context.Accept(configuration))
        {
            return ExitCode.BadUsage;
        }

        using var data = DataFolder.Take(configuration.Root["Data:Directory"] ?? "data");
        await using var service = await RunningService.StartAsync(configuration, "live", data, context);
        await service.WaitForStopAsync();
        return ExitCode.Done;
    }
}
