using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health.Probes;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Health;

/// <summary>A standstill of evaluation, as health tells it.</summary>
public sealed class EvaluationProbeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new();
    private readonly Flow _flow = new();
    private readonly Schedule _schedule = new();
    private readonly EvaluationProbe _probe;

    public EvaluationProbeTests() => _probe = new(_flow, _schedule, _clock);

    [Fact]
    public async Task Bars_that_are_evaluated_as_they_close_are_health()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            Stand(Noon.AddMinutes(minute), Noon.AddMinutes(minute), waiting: Noon.AddMinutes(minute));
            Assert.Equal("healthy", (await CheckAsync()).Level);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_bar_that_waits_for_half_a_minute_is_named_with_what_is_in_its_way()
    {
        Stand(Noon, Noon, waiting: Noon);
        _schedule.Obstacle = "the others wait for ETH";
        await CheckAsync();
        _clock.Advance(EvaluationProbe.Tolerance);

        var part = await CheckAsync();

        Assert.Equal("degraded", part.Level);
        Assert.Equal("BTC: the bar that closed at 2026-03-01 12:00:00 waits for its evaluation since 30 s; the others wait for ETH", part.Reason);
    }

    [Fact]
    public async Task Market_time_that_stands_while_trades_go_on_is_a_standstill()
    {
        Stand(Noon, Noon.AddMinutes(2), waiting: null);
        await CheckAsync();
        _clock.Advance(EvaluationProbe.Tolerance);

        var part = await CheckAsync();

        Assert.Equal("degraded", part.Level);
        Assert.Contains("BTC: market time stands at 2026-03-01 12:00:00 since 30 s, although trades came up to 12:02:00", part.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_market_without_trades_stands_still_by_right()
    {
        Stand(Noon, Noon.AddSeconds(1), waiting: null);
        await CheckAsync();
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("healthy", (await CheckAsync()).Level);
    }

    [Fact]
    public async Task A_symbol_without_history_says_why_it_cannot_enter()
    {
        _flow.Symbols = [View(Noon, null) with { HistoryProblem = "history could not be loaded: 404" }];

        var part = await CheckAsync();

        Assert.Equal(("degraded", "no entry is possible in BTC: history could not be loaded: 404"), (part.Level, part.Reason));
    }

    private static SymbolView View(DateTimeOffset marketTime, DateTimeOffset? waiting) =>
        new("BTC", 1, 1, 100, marketTime, 0, 0, 0, 0, 50, "HOLD", 0, null, null, 0, 10) { WaitingBar = waiting };

    private Task<HealthPart> CheckAsync() => _probe.CheckAsync(TestContext.Current.CancellationToken).AsTask();

    private void Stand(DateTimeOffset marketTime, DateTimeOffset latestTrade, DateTimeOffset? waiting)
    {
        _flow.Symbols = [View(marketTime, waiting) with { LastTradeAt = latestTrade }];
    }

    private sealed class Schedule : IEvaluationSchedule
    {
        public string? Obstacle { get; set; }

        public void Expect(string symbol)
        {
        }

        public void Leave(string symbol)
        {
        }

        public void OnReady(string symbol, long closeUnixMs)
        {
        }

        public Task CompleteAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Flow : IPipeline
    {
        public IReadOnlyList<SymbolView> Symbols { get; set; } = [];

        public Task WaitUntilSubscribedAsync(TimeSpan timeout, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task DrainAsync(long endUnixMs, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyDictionary<string, ExchangePlan>> GetPlansAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, ExchangePlan>>(new Dictionary<string, ExchangePlan>());

        public Task<IReadOnlyList<MarketView>> GetMarketsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<SymbolView>> GetSymbolsAsync(CancellationToken cancellationToken) => Task.FromResult(Symbols);

        public Task<IReadOnlyList<FeedView>> GetFeedsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FeedView>>([]);
    }
}
