using SqueezeFlow.Core.Api;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Screen;

public sealed class ScreenHubTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ManualClock _clock = new(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly CancellationTokenSource _stop = new(Patience);

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task An_order_is_told_at_once()
    {
        var hub = new ScreenHub(_clock);
        using var subscription = hub.Subscribe(new());
        await using var batches = Read(subscription);

        hub.Publish("order", "BTC", "filled");

        var batch = await NextAsync(batches);
        var only = Assert.Single(batch);
        Assert.Equal((hub.Sequence, "order", "BTC"), (only.Id, only.Kind, only.Symbol));
    }

    [Fact]
    public async Task States_of_one_symbol_replace_each_other_until_their_turn()
    {
        var hub = new ScreenHub(_clock);
        using var subscription = hub.Subscribe(new(Hz: 2));
        await using var batches = Read(subscription);
        hub.Publish("sym", "BTC", "first");
        await NextAsync(batches);

        hub.Publish("sym", "BTC", "second");
        hub.Publish("sym", "BTC", "third");
        hub.Publish("sym", "ETH", "other");
        var next = NextAsync(batches);
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(500));

        var batch = await next;
        Assert.Equal(["third", "other"], batch.Select(item => (string)item.View!));
    }

    [Fact]
    public async Task Numbers_rise_by_one_and_never_fall_within_a_connection()
    {
        var hub = new ScreenHub(_clock);
        var before = hub.Sequence;
        using var subscription = hub.Subscribe(new(Hz: 1));
        await using var batches = Read(subscription);
        hub.Publish("sym", "BTC", 1);
        var first = await NextAsync(batches);

        hub.Publish("sym", "BTC", 2);
        hub.Publish("signal", "BTC", 3);
        var second = await NextAsync(batches);

        Assert.Equal([before + 1, before + 2, before + 3], first.Concat(second).Select(item => item.Id));
    }

    [Fact]
    public async Task A_reader_that_comes_back_is_told_what_it_missed()
    {
        var hub = new ScreenHub(_clock);
        hub.Publish("signal", "BTC", "known");
        var known = hub.Sequence;
        hub.Publish("signal", "BTC", "missed");
        hub.Publish("sym", "BTC", "old state");
        hub.Publish("sym", "BTC", "new state");
        _clock.Advance(TimeSpan.FromSeconds(60));

        using var subscription = hub.Subscribe(new(), known);
        await using var batches = Read(subscription);
        var batch = await NextAsync(batches);

        Assert.Equal(["missed", "new state"], batch.Select(item => (string)item.View!));
        Assert.All(batch, item => Assert.True(item.Id > known));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000)]
    public async Task A_number_that_is_not_of_this_run_starts_over(long distance)
    {
        var hub = new ScreenHub(_clock);
        hub.Publish("signal", "BTC", "kept");

        using var subscription = hub.Subscribe(new(), hub.Sequence - 1 + distance);
        await using var batches = Read(subscription);
        var batch = await NextAsync(batches);

        Assert.Equal(EventKinds.Resync, Assert.Single(batch).Kind);
        Assert.Equal(hub.Sequence, batch[0].Id);
    }

    [Fact]
    public async Task What_is_forgotten_cannot_be_resumed()
    {
        var hub = new ScreenHub(_clock);
        hub.Publish("signal", "BTC", "known");
        var known = hub.Sequence;
        hub.Publish("signal", "BTC", "missed");
        _clock.Advance(ScreenHub.Memory + TimeSpan.FromSeconds(1));
        hub.Publish("signal", "BTC", "new");

        using var subscription = hub.Subscribe(new(), known);
        await using var batches = Read(subscription);
        var batch = await NextAsync(batches);

        Assert.Equal(EventKinds.Resync, Assert.Single(batch).Kind);
    }

    [Fact]
    public async Task A_slow_reader_is_told_to_start_over_and_hears_what_follows()
    {
        var hub = new ScreenHub(_clock);
        using var subscription = hub.Subscribe(new());
        for (var i = 0; i < 5_000; i++)
        {
            hub.Publish("order", "BTC", i);
        }

        await using var batches = Read(subscription);
        var lost = await NextAsync(batches);
        hub.Publish("order", "BTC", "after");
        var after = await NextAsync(batches);

        Assert.Equal(EventKinds.Resync, Assert.Single(lost).Kind);
        Assert.Equal("after", Assert.Single(after).View);
    }

    [Fact]
    public async Task A_reader_hears_only_what_it_asked_for()
    {
        var hub = new ScreenHub(_clock);
        using var subscription = hub.Subscribe(new(new HashSet<string> { "ETH" }, new HashSet<string> { "signal", "feed" }));
        await using var batches = Read(subscription);

        hub.Publish("signal", "BTC", "other symbol");
        hub.Publish("order", "ETH", "other kind");
        hub.Publish("feed", null, "no symbol");
        hub.Publish("signal", "ETH", "wanted");
        List<ScreenEvent> heard = [.. await NextAsync(batches)];
        while (heard.Count < 2)
        {
            heard.AddRange(await NextAsync(batches));
        }

        Assert.Equal(["no symbol", "wanted"], heard.Select(item => (string)item.View!));
    }

    [Fact]
    public async Task Silence_is_broken_by_a_sign_of_life()
    {
        var hub = new ScreenHub(_clock);
        using var subscription = hub.Subscribe(new());
        await using var batches = Read(subscription);

        var next = NextAsync(batches);
        _clock.Advance(ScreenSubscription.Heartbeat);

        Assert.Empty(await next);
    }

    [Fact]
    public async Task A_sign_of_life_does_not_wait_for_states_that_are_told_seldom()
    {
        var hub = new ScreenHub(_clock);
        using var subscription = hub.Subscribe(new(Hz: 0.1));
        await using var batches = Read(subscription);
        hub.Publish("sym", "BTC", "first");
        Assert.Single(await NextAsync(batches));
        hub.Publish("sym", "BTC", "second");

        var next = NextAsync(batches);
        _clock.Advance(ScreenSubscription.Heartbeat);

        Assert.Empty(await next);
    }

    [Fact]
    public void A_reader_that_leaves_is_forgotten()
    {
        var hub = new ScreenHub(_clock);
        var subscription = hub.Subscribe(new());

        subscription.Dispose();

        Assert.Equal(0, hub.Readers);
    }

    private static async Task<IReadOnlyList<ScreenEvent>> NextAsync(IAsyncEnumerator<IReadOnlyList<ScreenEvent>> batches)
    {
        Assert.True(await batches.MoveNextAsync());
        return batches.Current;
    }

    private IAsyncEnumerator<IReadOnlyList<ScreenEvent>> Read(ScreenSubscription subscription) =>
        subscription.ReadAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);
}
