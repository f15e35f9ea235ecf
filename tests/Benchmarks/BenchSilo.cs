using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Exchanges;
using SqueezeFlow.Grains;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Silo.Hosting;
using SqueezeFlow.Simulation.Paper;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Benchmarks;

/// <summary>A silo of this process, from the router to the symbol grains, with a store that forgets.</summary>
internal static class BenchSilo
{
    public static IHost Build(string folder)
    {
        var builder = Host.CreateApplicationBuilder(
            ["--Data:Directory", folder, "--Feeds:Enabled", "false", "--Feeds:Exchanges", "BINANCE", "--Router:Block", "true"]);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort: Ports.FindFree(), gatewayPort: 0);
            silo.UseInMemoryReminderService();
            silo.AddMemoryStreams(SignalChannel.Provider);
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IScreen, NoScreen>();
        builder.Services.AddSingleton<IBarStore, ForgetfulStore>();
        builder.Services.AddExchanges();
        builder.Services.AddSqliteStorage();
        builder.Services.AddSqliteGrainStorage("PubSubStore");
        builder.Services.AddSqliteGrainStorage(GrainStateStorage.Name);
        builder.Services.AddPaperAccount();
        builder.Services.AddGrains();
        return builder.Build();
    }
}
