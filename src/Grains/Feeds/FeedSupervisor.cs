using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Interfaces.Registry;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>
/// Brings grains back after a silo was lost, and starts them after a start: venues, feeds and the executor every two
/// seconds, tracked symbols (which may hold signals) at the start and every thirty.
/// </summary>
internal sealed class FeedSupervisor(
    IGrainFactory grains, IOptions<FeedSelectionOptions> selection, TimeProvider clock, ILogger<FeedSupervisor> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private const int SymbolsEvery = 15;

    /// <summary>Venues that are read.</summary>
    public IReadOnlyList<string> Exchanges { get; } = selection.Value.Enabled ? Named(selection.Value.Exchanges) : [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        var round = 0;
        do
        {
            await TryAsync("the executor", grains.GetGrain<IExecutorGrain>(SignalOutbox.Executor).EnsureAsync(), stoppingToken);
            foreach (var exchange in Exchanges)
            {
                await TryAsync(exchange, grains.GetGrain<IExchangeGrain>(exchange).EnsureAsync(), stoppingToken);
            }

            if (round++ % SymbolsEvery == 0)
            {
                await EnsureSymbolsAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static string[] Named(string list)
    {
        var named = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return named.Length > 0 ? [.. named.Select(ExchangeCatalog.CurrentName).Distinct()] : [.. ExchangeCatalog.All.Where(a => a.Descriptor.IsAlive).Select(a => a.Descriptor.Id)];
    }

    private async Task EnsureSymbolsAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var symbol in await grains.GetGrain<IRegistryGrain>("global").GetSymbolsAsync().AsTask().WaitAsync(stoppingToken))
            {
                await TryAsync(symbol, grains.GetGrain<ISymbolGrain>(symbol).EnsureAsync(), stoppingToken);
            }
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            FeedMetrics.SuperviseFailures.Add(1);
            FeedLog.SuperviseFailed(logger, "the registry", e);
        }
    }

    private async Task TryAsync(string what, ValueTask call, CancellationToken stoppingToken)
    {
        try
        {
            await call.AsTask().WaitAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            FeedMetrics.SuperviseFailures.Add(1);
            FeedLog.SuperviseFailed(logger, what, e);
        }
    }
}
