using SqueezeFlow.Core.Storage;
using SqueezeFlow.Silo.Commands.Demo;
using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Hosting;
using SqueezeFlow.Silo.Service;

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

        using var slot = DataSlot.Take(configuration.Root);
        if (slot is not null)
        {
            configuration = context.Configure("run", [new(DataFolder.Key, slot.Folder)]);
        }

        await using var service = PreparedService.Build(configuration, new("live", TimeProvider.System.GetUtcNow()), context.AddRecorder, context.Error);
        if (!ClusterChoice.IsRedis(configuration.Root))
        {
            await RefuseDemoDataAsync(service.Services);
        }

        await service.StartAsync();
        return await service.WaitForEndAsync();
    }

    // A demo runs alone: what several processes share is never its data.
    private static async Task RefuseDemoDataAsync(IServiceProvider services)
    {
        if (await services.GetRequiredService<IKeyValueStore>().GetAsync(DemoCommand.WorldKey, CancellationToken.None) is not null)
        {
            var folder = services.GetRequiredService<DataFolder>().FullPath;
            throw new CommandFailure(ExitCode.BadUsage, $"{DataFolder.Key}: '{folder}' holds the data of a demo, not of live markets: name another folder, e.g. --{DataFolder.Key}=data/live");
        }
    }
}
