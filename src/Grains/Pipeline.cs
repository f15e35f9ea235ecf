using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Feeds;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Interfaces.Registry;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains;

/// <inheritdoc cref="IPipeline"/>
internal sealed class Pipeline(
    IGrainFactory grains,
    FeedSupervisor supervisor,
    FeedHost host,
    TradeRouter router,
    IEvaluationSchedule schedule,
    BarWriter writer,
    TimeProvider clock) : IPipeline
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public async Task WaitUntilSubscribedAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (await MissingAsync(cancellationToken) is { Count: > 0 } missing)
        {
            if (clock.GetElapsedTime(start) > timeout)
            {
                throw new TimeoutException($"not subscribed after {timeout.TotalSeconds:0} s: {string.Join("; ", missing)}");
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }

        await router.DrainAsync(cancellationToken);
    }

    public async Task DrainAsync(long endUnixMs, CancellationToken cancellationToken)
    {
        await router.DrainAsync(cancellationToken);
        foreach (var lane in router.Lanes)
        {
            var ready = await grains.GetGrain<ISymbolGrain>(lane.Symbol).CompleteAsync(endUnixMs);
            schedule.OnReady(lane.Symbol, ready);
        }

        await schedule.CompleteAsync(cancellationToken);
        await writer.FlushAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<MarketView>> GetMarketsAsync(CancellationToken cancellationToken)
    {
        var views = await ForEachSymbolAsync(s => s.GetMarketsAsync());
        return [.. views.SelectMany(v => v).OrderBy(v => v.Market, StringComparer.Ordinal)];
    }

    public Task<IReadOnlyList<SymbolView>> GetSymbolsAsync(CancellationToken cancellationToken) => ForEachSymbolAsync(s => s.GetViewAsync());

    public async Task<IReadOnlyList<FeedView>> GetFeedsAsync(CancellationToken cancellationToken)
    {
        // All at once: many of them are on other silos.
        var feeds = await Task.WhenAll(supervisor.Exchanges.Select(exchange => grains.GetGrain<IExchangeGrain>(exchange).GetFeedsAsync().AsTask()));
        var views = await Task.WhenAll(feeds.SelectMany(ids => ids).Select(id => grains.GetGrain<IFeedGrain>(id).GetViewAsync().AsTask()));
        return [.. views.OfType<FeedView>().OrderBy(v => v.Id, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyDictionary<string, ExchangePlan>> GetPlansAsync(CancellationToken cancellationToken)
    {
        var plans = await Task.WhenAll(supervisor.Exchanges.Select(async exchange => KeyValuePair.Create(exchange, await grains.GetGrain<IExchangeGrain>(exchange).GetPlanAsync())));
        return plans.ToDictionary();
    }

    private async Task<IReadOnlyList<T>> ForEachSymbolAsync<T>(Func<ISymbolGrain, ValueTask<T>> read)
    {
        var symbols = await grains.GetGrain<IRegistryGrain>(IRegistryGrain.Key).GetSymbolsAsync();
        return await Task.WhenAll(symbols.Select(s => read(grains.GetGrain<ISymbolGrain>(s)).AsTask()));
    }

    private async Task<List<string>> MissingAsync(CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        IReadOnlyDictionary<string, ExchangePlan> plans;
        try
        {
            plans = await GetPlansAsync(cancellationToken);
        }
        catch (TimeoutException late)
        {
            // A machine that is busy with its start: whoever has not answered in time is not subscribed yet.
            FeedMetrics.SuperviseFailures.Add(1);
            return [late.Message];
        }

        foreach (var (exchange, plan) in plans)
        {
            if (!plan.IsPlanned)
            {
                missing.Add($"{exchange} is not planned: {plan.Error ?? "waiting for its instruments"}");
            }

            missing.AddRange(plan.Feeds.Where(f => !host.IsSubscribed(f)).Select(f => $"{f} is {host.View(f)?.State ?? "not started"}"));
        }

        return missing;
    }
}
