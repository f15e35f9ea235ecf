using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Hosting;

namespace SqueezeFlow.Silo.Tests.Kills;

/// <summary>The service of a child process: as it is run, without feeds, given signals by hand as the outbox gives them, until it is killed.</summary>
public sealed class KilledSiloTests
{
    private static readonly TimeSpan Resend = TimeSpan.FromMilliseconds(500);

    [Fact(Explicit = true)]
    public async Task Serve_until_killed()
    {
        var path = Environment.GetEnvironmentVariable(KilledSilo.FolderVariable);
        Assert.SkipWhen(path is null, "Runs only as the child of the tests beside it.");
        _ = EndWithParentAsync();
        var folder = new SignalFolder(path);
        var bot = await File.ReadAllLinesAsync(folder.BotFile, TestContext.Current.CancellationToken);
        var configuration = SiloConfiguration.Build(
            [
                $"--Data:Directory={folder.Data}", "--Http:Url=http://127.0.0.1:0", "--Feeds:Enabled=false", "--Execution:CertainFor=00:00:00",
                "--Execution:MaxOpenPositions=10", "--Execution:MaxSignalAge=00:10:00", $"--Execution:Freqtrade:ClosedLookback={KillRun.Lookback}",
                $"--Execution:Freqtrade:Url={bot[0]}", $"--Execution:Freqtrade:Username={bot[1]}", $"--Execution:Freqtrade:Password={bot[2]}",
            ],
            new Dictionary<string, string>());
        await using var service = SiloHost.Build(
            configuration,
            new("live", TimeProvider.System.GetUtcNow()),
            static services => services.AddSingleton<IMarketPrices, StandingPrices>());
        await service.StartAsync(TestContext.Current.CancellationToken);
        var executor = service.Services.GetRequiredService<IGrainFactory>().GetGrain<IExecutorGrain>(IExecutorGrain.Key);

        using var timer = new PeriodicTimer(Resend);
        while (await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            await Task.WhenAll(folder.Waiting.Select(async signal =>
            {
                await executor.SubmitAsync(signal);
                if (await executor.SettleAsync(signal.Id) is { } record)
                {
                    folder.Judge(record);
                }
            }));
        }
    }

    // Its input ends when whoever started it is gone, whatever way that went: nobody is left then who would kill it.
    private static async Task EndWithParentAsync()
    {
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    private sealed class StandingPrices(TimeProvider clock) : IMarketPrices
    {
        public Task<PricePoint?> FirstTradeAtOrAfterAsync(string baseSymbol, long unixMs, CancellationToken cancellationToken) => LatestAsync(baseSymbol, cancellationToken);

        public Task<PricePoint?> LatestAsync(string baseSymbol, CancellationToken cancellationToken) =>
            Task.FromResult<PricePoint?>(new(clock.GetUtcNow().ToUnixTimeMilliseconds(), KillRun.Price));
    }
}
