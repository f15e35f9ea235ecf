using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Interfaces.Registry;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>
/// Brings grains back after a silo was lost, and starts them after a start: venues, feeds and executors every two
/// seconds, tracked symbols (which may hold signals) at the start and every thirty.
/// </summary>
internal sealed class FeedSupervisor(
    IGrainFactory grains, IOptions<FeedSelectionOptions> selection, AccountRoutes accounts, TimeProvider clock, ILogger<FeedSupervisor> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(6);
    private const int SymbolsEvery = 15;

    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    /// <summary>Venues that are read.</summary>
    public IReadOnlyList<string> Exchanges { get; } = selection.Value.Enabled ? Named(selection.Value.Exchanges) : [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        var symbols = Task.CompletedTask;
        try
        {
            for (var round = 0; ; round++)
            {
                // Side by side, each with its own patience: a venue that hangs must not cost the others their leases.
                await Task.WhenAll([
                    .. accounts.Names.Select(account => TryAsync($"the executor of {account}", () => grains.GetGrain<IExecutorGrain>(account).EnsureAsync(), stoppingToken)),
                    .. Exchanges.Select(exchange => TryAsync(exchange, () => grains.GetGrain<IExchangeGrain>(exchange).EnsureAsync(), stoppingToken)),
                ]);
                if (round % SymbolsEvery == 0 && symbols.IsCompleted)
                {
                    symbols = EnsureSymbolsAsync(stoppingToken);
                }

                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        finally
        {
            await symbols;
        }
    }

    private static string[] Named(string list)
    {
        var named = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return named.Length > 0 ? [.. named.Select(ExchangeCatalog.CurrentName).Distinct()] : [.. ExchangeCatalog.All.Where(a => a.Descriptor.IsAlive).Select(a => a.Descriptor.Id)];
    }

    // One after another: a grain that is started reads what is stored of its symbol.
    private async Task EnsureSymbolsAsync(CancellationToken stoppingToken)
    {
        IReadOnlyList<string> symbols = [];
        await TryAsync("the registry", async () => symbols = await grains.GetGrain<IRegistryGrain>(IRegistryGrain.Key).GetSymbolsAsync(), stoppingToken);
        foreach (var symbol in symbols.TakeWhile(_ => !stoppingToken.IsCancellationRequested))
        {
            await TryAsync(symbol, () => grains.GetGrain<ISymbolGrain>(symbol).EnsureAsync(), stoppingToken);
        }
    }

    // Never fails. What still hangs from the last time is not called again.
    private async Task TryAsync(string what, Func<ValueTask> call, CancellationToken stoppingToken)
    {
        if (_underWay.TryGetValue(what, out var earlier) && !earlier.IsCompleted)
        {
            return;
        }

        try
        {
            var made = call().AsTask();
            _underWay[what] = made;
            await made.WaitAsync(CallTimeout, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops: whoever was asked ends by itself.
            FeedMetrics.SuperviseCut.Add(1);
        }
        catch (Exception e)
        {
            FeedMetrics.SuperviseFailures.Add(1);
            FeedLog.SuperviseFailed(logger, what, e);
        }
    }
}
