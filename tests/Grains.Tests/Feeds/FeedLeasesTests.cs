using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Feeds;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>The leases of a venue's feeds, of which some fail and some hang.</summary>
public sealed class FeedLeasesTests
{
    private readonly ManualClock _clock = new();
    private readonly Dictionary<string, CalledFeed> _feeds = new() { ["X/0"] = new(), ["X/1"] = new(), ["X/2"] = new() };
    private readonly List<(string Id, string Why)> _failures = [];
    private readonly FeedLeases _leases;

    public FeedLeasesTests() => _leases = new(id => _feeds[id], _clock, (id, e) => _failures.Add((id, e.GetType().Name)));

    [Fact]
    public async Task A_feed_that_throws_does_not_keep_the_others_from_their_leases()
    {
        await _leases.AssignAsync(Plan(1));
        _feeds["X/0"].Fails = new InvalidOperationException("broken");

        await _leases.RenewAsync();
        await _leases.RenewAsync();

        Assert.Equal((0, 2, 2), (_feeds["X/0"].Renewals, _feeds["X/1"].Renewals, _feeds["X/2"].Renewals));
        Assert.Equal([("X/0", nameof(InvalidOperationException)), ("X/0", nameof(InvalidOperationException))], _failures);
    }

    [Fact]
    public async Task A_feed_that_hangs_costs_a_bounded_wait_and_is_not_called_again_before_it_answers()
    {
        await _leases.AssignAsync(Plan(1));
        var hanging = new TaskCompletionSource();
        _feeds["X/0"].Hangs = hanging.Task;

        await RenewAsync();
        await RenewAsync();
        hanging.SetResult();
        await _leases.RenewAsync();
        await _leases.RenewAsync();

        Assert.Equal((4, 4), (_feeds["X/1"].Renewals, _feeds["X/2"].Renewals));
        Assert.InRange(_feeds["X/0"].Renewals, 2, 3);
        Assert.Equal([("X/0", nameof(TimeoutException)), ("X/0", nameof(TimeoutException))], _failures);
    }

    [Fact]
    public async Task Work_that_a_feed_did_not_take_is_given_to_it_again()
    {
        _feeds["X/1"].Fails = new TimeoutException();

        await _leases.AssignAsync(Plan(1));
        _feeds["X/1"].Fails = null;
        await _leases.RenewAsync();
        await _leases.RenewAsync();

        Assert.Equal([1], _feeds["X/1"].Taken);
        Assert.Equal((2, 1), (_feeds["X/0"].Renewals, _feeds["X/1"].Renewals));
    }

    [Fact]
    public async Task Newer_work_does_not_wait_for_a_call_that_hangs()
    {
        var hanging = new TaskCompletionSource();
        _feeds["X/0"].Hangs = hanging.Task;
        var first = _leases.AssignAsync(Plan(1, "a"));
        _clock.Advance(FeedLeases.CallTimeout);
        await first;
        _feeds["X/0"].Hangs = null;

        await _leases.AssignAsync(Plan(2, "a", "b"));

        Assert.Equal([2], _feeds["X/0"].Taken);
    }

    [Fact]
    public async Task A_feed_that_is_no_longer_planned_is_left_alone()
    {
        await _leases.AssignAsync(Plan(1));

        await _leases.AssignAsync(Plan(2).Where(item => item.Key != "X/2").ToDictionary());
        await _leases.RenewAsync();

        Assert.Equal(0, _feeds["X/2"].Renewals);
    }

    private Dictionary<string, FeedAssignment> Plan(long version, params string[] symbols) => _feeds.Keys.ToDictionary(
        id => id,
        _ => new FeedAssignment("BINANCE", "main", new("ws://127.0.0.1:1/"), [.. symbols.Select(MarketOf)]) { Version = version });

    private static Instrument MarketOf(string symbol) =>
        new(new("BINANCE", symbol), MarketKind.Spot, ContractKind.Spot, "X", "USDT", 1, IsTrading: true);

    private async Task RenewAsync()
    {
        var renewing = _leases.RenewAsync();
        _clock.Advance(FeedLeases.CallTimeout);
        await renewing;
    }
}
