using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Screen.Relay;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Tests.Screen;

/// <summary>Screens of one process and events of another, in one cluster of two.</summary>
public sealed class ScreenRelayTests : TwoSilos
{
    private static readonly OrderIntent Order = new("sqz-BTC-1-L", "BTC", "long", "done", 1, DateTimeOffset.UnixEpoch, "filled", "7", 12.5);

    private readonly BrokenRelay _broken = new();

    private ScreenHub Here => Hub(0);

    private ScreenHub There => Hub(1);

    private ScreenOutlets Outlets => Silos[1].ServiceProvider.GetRequiredService<ScreenOutlets>();

    [Fact]
    public async Task A_screen_is_told_what_happens_on_another_silo_after_it_was_asked_to_start_over()
    {
        await using var reader = new ScreenReader(Here);
        Assert.Equal(EventKinds.Resync, (await reader.NextAsync()).Kind);
        var bar = new BarRow(new("BINANCE", "btcusdt"), Timeframe.S1, new(1_000, 1, 2, 0.5, 1.5, 10, double.NaN, 3, 4, 0, 0));
        var gap = new Gap(new("BINANCE", "btcusdt"), 7, 1_000, 9, 3_000, 1, "reconnect");

        There.Publish(EventKinds.Order, "BTC", Order);
        There.Publish(EventKinds.Gap, "BTC", gap);
        There.Publish(EventKinds.Bar, "BTC", bar);

        var told = new[] { await reader.NextNewsAsync(), await reader.NextNewsAsync(), await reader.NextNewsAsync() };
        Assert.Equal([(EventKinds.Order, "BTC", Order), (EventKinds.Gap, "BTC", gap), (EventKinds.Bar, "BTC", (object)bar)], told.Select(item => (item.Kind, item.Symbol!, item.View!)));
        Assert.Equal(told.Select(item => item.Id).Order(), told.Select(item => item.Id));
        Assert.Equal(Here.Sequence, told[^1].Id);
    }

    [Fact]
    public async Task Events_do_not_come_back_to_where_they_happened()
    {
        await using var here = new ScreenReader(Here);
        await using var there = new ScreenReader(There);
        await here.NextAsync();
        await there.NextAsync();

        There.Publish(EventKinds.Order, "BTC", Order);
        await here.NextNewsAsync();
        Here.Publish(EventKinds.Order, "ETH", Order with { BaseSymbol = "ETH" });

        Assert.Equal(("BTC", "ETH"), ((await there.NextNewsAsync()).Symbol, (await there.NextNewsAsync()).Symbol));
    }

    [Fact]
    public async Task Only_what_a_screen_wants_is_told()
    {
        await using var reader = new ScreenReader(Here, new(new HashSet<string> { "ETH" }, new HashSet<string> { EventKinds.Order }));
        await reader.NextAsync();
        var before = Here.Sequence;

        There.Publish(EventKinds.Order, "BTC", Order);
        There.Publish(EventKinds.Gap, "ETH", new Gap(new("BINANCE", "ethusdt"), 7, 1_000, 9, 3_000, 1, "reconnect"));
        There.Publish(EventKinds.Order, "ETH", Order);

        Assert.Equal((before + 1, "ETH"), (await reader.NextNewsAsync()) is var told ? (told.Id, told.Symbol!) : default);
    }

    [Fact]
    public async Task A_second_screen_that_wants_more_starts_over_once_the_others_tell_it()
    {
        await using var first = new ScreenReader(Here, new(new HashSet<string> { "ETH" }));
        await first.NextAsync();

        await using var second = new ScreenReader(Here);
        Assert.Equal(EventKinds.Resync, (await second.NextAsync()).Kind);
        There.Publish(EventKinds.Order, "BTC", Order);

        Assert.Equal("BTC", (await second.NextNewsAsync()).Symbol);
    }

    [Fact]
    public async Task A_screen_that_wants_more_starts_over_only_when_all_others_tell_it()
    {
        await using var first = new ScreenReader(Here, new(new HashSet<string> { "ETH" }));
        await first.NextAsync();
        var refused = _broken.Break(nameof(IScreenRelayService.ListenAsync));

        await using var second = new ScreenReader(Here);
        await refused;
        _broken.Mend();
        Assert.Equal(EventKinds.Resync, (await second.NextAsync()).Kind);
        There.Publish(EventKinds.Order, "BTC", Order);

        Assert.Equal("BTC", (await second.NextNewsAsync()).Symbol);
    }

    [Fact]
    public async Task One_that_begins_to_tell_with_an_answer_that_is_lost_begins_with_a_new_start()
    {
        await using var reader = new ScreenReader(Here);
        await reader.NextAsync();
        await Outlets.LeaveAsync(Silos[0].SiloAddress.ToParsableString());
        There.Publish(EventKinds.Order, "BTC", Order);
        var lost = _broken.Break(nameof(IScreenRelayService.ListenAsync), isTaken: true);
        Here.Wanted!();
        await lost;
        _broken.Mend();
        Here.Wanted!();

        Assert.Equal(EventKinds.Resync, (await reader.NextAsync()).Kind);
    }

    [Fact]
    public async Task What_a_stopping_silo_answers_to_a_parcel_holds_up_nothing()
    {
        await using var reader = new ScreenReader(Here);
        await reader.NextAsync();
        var refused = _broken.Break(nameof(IScreenRelayService.DeliverAsync));

        There.Publish(EventKinds.Order, "BTC", Order);
        await refused;
        _broken.Mend();

        var news = await reader.NextAsync();
        Assert.Equal((EventKinds.Order, "BTC"), (news.Kind, news.Symbol));
    }

    [Fact]
    public async Task While_nobody_listens_nothing_is_asked_for_and_what_was_counted_in_a_process_does_not_count()
    {
        using var own = Here.Subscribe(new() { IsOwnOnly = true });
        There.Publish(EventKinds.Order, "BTC", Order);
        Assert.Equal((null, 0), (Here.Interest(), Outlets.Count));

        await using (var reader = new ScreenReader(Here))
        {
            await reader.NextAsync();
            Assert.Equal(1, Outlets.Count);
        }
    }

    [Fact]
    public async Task A_number_of_another_silo_is_answered_with_a_new_start()
    {
        await using (var warm = new ScreenReader(Here))
        {
            await warm.NextAsync();
        }

        await using var reader = new ScreenReader(Here, after: There.Sequence);

        Assert.Equal(EventKinds.Resync, (await reader.NextAsync()).Kind);
    }

    [Fact]
    public async Task When_a_silo_dies_its_listeners_start_over()
    {
        await using var reader = new ScreenReader(Here);
        await reader.NextAsync();

        await KillAsync(Silos[1]);

        Assert.Equal(EventKinds.Resync, (await reader.NextAsync()).Kind);
    }

    [Fact]
    public async Task Whoever_leaves_is_told_nothing_from_then_on()
    {
        await using (var reader = new ScreenReader(Here))
        {
            await reader.NextAsync();
        }

        await Outlets.LeaveAsync(Silos[0].SiloAddress.ToParsableString());

        Assert.Equal((0, 0), (Outlets.Count, There.Readers));
    }

    protected override void AddTo(IServiceCollection services, string name)
    {
        services.AddClusterScreen();
        services.AddSingleton<IIncomingGrainCallFilter>(_broken);
    }

    private ScreenHub Hub(int silo) => Silos[silo].ServiceProvider.GetRequiredService<ScreenHub>();

    // Fails calls of a name as a process does whose parts are gone already.
    private sealed class BrokenRelay : IIncomingGrainCallFilter
    {
        private volatile string? _method;
        private volatile bool _isTaken;
        private TaskCompletionSource _refused = new();

        public Task Break(string method, bool isTaken = false)
        {
            _isTaken = isTaken;
            _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _method = method;
            return _refused.Task;
        }

        public void Mend() => _method = null;

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            var isBroken = context.MethodName == _method;
            if (!isBroken || _isTaken)
            {
                await context.Invoke();
            }

            if (!isBroken)
            {
                return;
            }

            _refused.TrySetResult();
            throw new ObjectDisposedException(nameof(BrokenRelay));
        }
    }
}
