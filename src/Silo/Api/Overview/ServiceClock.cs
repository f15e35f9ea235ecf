using Microsoft.Extensions.Options;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Overview;

/// <summary>Who tells the events, and what time it is there.</summary>
internal sealed class ServiceClock(MarketTime market, ServiceMode mode, IScreen screen, IOptions<GrainDashboardOptions> dashboard, IOptions<EvaluationOptions> strategy, TimeProvider clock)
{
    /// <summary>What a reader is told first.</summary>
    public async Task<Greeting> GreetAsync(CancellationToken stop) => new(
        ServiceVersion.Text,
        mode.StartedAt.ToUnixTimeMilliseconds(),
        mode.Name,
        mode.Speed,
        clock.GetUtcNow(),
        await FindMarketTimeAsync(stop),
        screen.Sequence,
        dashboard.Value.Enabled,
        strategy.Value.Timeframe);

    /// <summary>What it is told from then on.</summary>
    public async Task<Beat> BeatAsync(CancellationToken stop) => new(clock.GetUtcNow(), await FindMarketTimeAsync(stop), screen.Sequence);

    // A sign of life must not die with a part that is being taken over.
    private async Task<DateTimeOffset?> FindMarketTimeAsync(CancellationToken stop)
    {
        try
        {
            return await market.FindAsync(stop);
        }
        catch (Exception e) when (PassingFailure.Is(e, stop))
        {
            ApiMetrics.Failures.Add(1);
            return null;
        }
    }

    /// <summary>The service that tells the events.</summary>
    /// <param name="Version">Version of the program.</param>
    /// <param name="Epoch">Start of the process, milliseconds since 1970 UTC: another one has told other events.</param>
    /// <param name="Mode"><c>live</c>, <c>demo</c> or <c>replay</c>.</param>
    /// <param name="Speed">Seconds of market time per wall second; null where it is not held to any.</param>
    /// <param name="Now">Wall time of the service.</param>
    /// <param name="MarketTime">Market time; null before the first trade.</param>
    /// <param name="AsOf">Number of the last event so far.</param>
    /// <param name="Dashboard">Whether the dashboard of the grains is there.</param>
    /// <param name="StrategyTimeframe">Length of the strategy's bars, e.g. <c>5m</c>.</param>
    internal sealed record Greeting(string Version, long Epoch, string Mode, double? Speed, DateTimeOffset Now, DateTimeOffset? MarketTime, long AsOf, bool Dashboard, string StrategyTimeframe);

    /// <summary>That the service lives.</summary>
    /// <param name="Now">Wall time of the service.</param>
    /// <param name="MarketTime">Market time; null before the first trade.</param>
    /// <param name="AsOf">Number of the last event so far.</param>
    internal sealed record Beat(DateTimeOffset Now, DateTimeOffset? MarketTime, long AsOf);
}
