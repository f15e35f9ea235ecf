using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Silo.Hosting;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Silo.Commands.Demo;

/// <summary><c>demo</c>: everything as in life, on simulated venues, and a paper account or a bot in dry run.</summary>
internal static class DemoCommand
{
    /// <summary>Where a demo keeps its data unless told otherwise: never among those of live feeds.</summary>
    public const string UsualFolder = "data/demo";

    private const string DashboardKey = $"{GrainDashboardOptions.Section}:{nameof(GrainDashboardOptions.Enabled)}";

    /// <summary>Key under which a data folder remembers its world.</summary>
    public const string WorldKey = "demo.world";

    /// <summary>Runs until its time is over or it is stopped, and sums up.</summary>
    public static async Task<int> RunAsync(CommandContext context, DemoSettings settings)
    {
        var clock = TimeProvider.System;
        var given = new DemoWorld(settings.Seed, settings.Symbols, settings.Rate, settings.Speed, clock.GetUtcNow().ToUnixTimeMilliseconds());
        var world = new World(given.World);
        await using var bot = await DemoBot.StartAsync(settings, world, context.Configure("demo").Root, clock);
        var configuration = context.Configure("demo", Settled(context, world, bot));
        if (!context.Accept(configuration))
        {
            return ExitCode.BadUsage;
        }

        await using var service = PreparedService.Build(configuration, ModeOf(settings, clock), Add, context.Error);
        var stored = await FindWorldAsync(service.Services, given, CancellationToken.None);
        await using var run = new DemoRun(service, world, stored ?? given, isResumed: stored is not null, settings, bot, context, clock);
        return await run.RunAsync();

        void Add(IServiceCollection services)
        {
            context.AddRecorder(services);
            services.AddSingleton<VenueSwitch>();
        }
    }

    private static ServiceMode ModeOf(DemoSettings settings, TimeProvider clock) =>
        new("demo", clock.GetUtcNow(), settings.Seconds is null) { MayUseBot = settings.Execution != DemoExecution.Paper, Speed = settings.Speed };

    private static Dictionary<string, string?> Settled(CommandContext context, World world, DemoBot bot)
    {
        var settled = new Dictionary<string, string?>(bot.Configuration)
        {
            ["Strategy:Ordered"] = "true",
            ["Router:Block"] = "true",
            ["Feeds:Exchanges"] = "BINANCE,BINANCE_FUTURES",
            ["Feeds:Markets"] = string.Join(',', world.Markets.Select(market => market.Id)),
        };
        var given = context.Configure("demo").Root;
        if (given[DataFolder.Key] is null)
        {
            settled[DataFolder.Key] = UsualFolder;
        }

        if (given[DashboardKey] is null)
        {
            settled[DashboardKey] = "true";
        }

        DeploymentInflux.SettleNowhere(settled);
        ClusterChoice.SettleAlone(settled);
        SignalRedis.SettleNames(settled, given, "demo");
        return settled;
    }

    private static async Task<DemoWorld?> FindWorldAsync(IServiceProvider services, DemoWorld given, CancellationToken cancellationToken)
    {
        var folder = services.GetRequiredService<DataFolder>().FullPath;
        if (await services.GetRequiredService<IKeyValueStore>().GetAsync(WorldKey, cancellationToken) is not { } text)
        {
            var markets = await services.GetRequiredService<IBarStore>().ReadMarketsAsync(cancellationToken);
            return markets.Count == 0
                ? null
                : throw new CommandFailure(ExitCode.BadUsage, $"{DataFolder.Key}: '{folder}' holds data that no demo made: name another folder, e.g. --{DataFolder.Key}={UsualFolder}");
        }

        var stored = DemoWorld.Parse(text);
        var differences = stored.Differences(given);
        return differences.Count == 0 ? stored : throw new CommandFailure(ExitCode.BadUsage, string.Join(Environment.NewLine, differences));
    }
}
