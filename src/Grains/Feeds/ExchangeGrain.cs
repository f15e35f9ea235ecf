using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds;

/// <inheritdoc cref="IExchangeGrain"/>
[KeepAlive]
[Orleans.Placement.Immovable]
internal sealed class ExchangeGrain(
    ExchangePlanner planner, IOptions<FeedSelectionOptions> selection, TimeProvider clock, ILogger<ExchangeGrain> logger) : Grain, IExchangeGrain
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private IReadOnlyList<FeedPlan> _plans = [];
    private Task _planning = Task.CompletedTask;
    private DateTimeOffset _nextTry = DateTimeOffset.MinValue;
    private TimeSpan _delay = FirstDelay;
    private bool _isPlanned;
    private string? _error;

    private string Exchange => this.GetPrimaryKeyString();

    public async ValueTask EnsureAsync()
    {
        if (!_isPlanned)
        {
            if (_planning.IsCompleted && clock.GetUtcNow() >= _nextTry)
            {
                _planning = PlanAsync();
            }

            return;
        }

        foreach (var plan in _plans)
        {
            await GrainFactory.GetGrain<IFeedGrain>(plan.FeedId).EnsureAsync();
        }
    }

    public ValueTask<IReadOnlyList<string>> GetFeedsAsync() => new(FeedIds());

    public ValueTask<ExchangePlan> GetPlanAsync() =>
        new(new ExchangePlan(_isPlanned, FeedIds(), _plans.Sum(p => p.Markets.Count), _error));

    private string[] FeedIds() => [.. _plans.Select(p => p.FeedId)];

    // Not a request of its own: a venue may take minutes to answer.
    private async Task PlanAsync()
    {
        try
        {
            var plans = await planner.PlanAsync(Exchange, selection.Value, CancellationToken.None);
            foreach (var plan in plans)
            {
                await GrainFactory.GetGrain<IFeedGrain>(plan.FeedId).AssignAsync(new(plan.Exchange, plan.Endpoint, plan.Address, plan.Markets) { TradeStream = plan.TradeStream, IsRedundant = selection.Value.Redundancy > 1 });
            }

            (_plans, _isPlanned, _error, _delay) = (plans, true, null, FirstDelay);
            var markets = plans.Sum(p => p.Markets.Count);
            FeedLog.Planned(logger, Exchange, markets, plans.Count);
        }
        catch (Exception e)
        {
            FeedMetrics.PlanFailures.Add(1, new KeyValuePair<string, object?>("exchange", Exchange));
            FeedLog.PlanFailed(logger, Exchange, _delay, e);
            _error = e.Message;
            _nextTry = clock.GetUtcNow() + _delay;
            _delay = TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, _delay.Ticks * 2));
        }
    }
}
