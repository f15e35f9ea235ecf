using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Interfaces.Registry;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.TestSupport;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>The connections of a silo, none of which comes through; a venue may keep one waiting for leave to dial.</summary>
public sealed class FeedHostTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private readonly HookedClock _clock = new();
    private readonly GuardedDoor _door = new();
    private readonly TradeRouter _router;
    private readonly ToldNotices _told = new();
    private readonly FeedHost _host;

    public FeedHostTests()
    {
        var grains = Double.Of<IGrainFactory>((method, _) =>
            method.ReturnType == typeof(IRegistryGrain) ? Double.Of<IRegistryGrain>((call, _) => throw new NotSupportedException(call.Name))
            : Double.Of<ISymbolGrain>((call, _) => throw new NotSupportedException(call.Name)));
        _router = Hosts.RouterTo(grains, _clock);
        _host = Hosts.Of(_router, _told, _door, _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        _clock.OnLook = null;
        _door.Open();
        await StopAsync();
        _host.Dispose();
        _router.Dispose();
    }

    [Fact]
    public void A_later_generation_takes_the_place_of_an_earlier_one_and_never_the_other_way_round()
    {
        _host.Run("BINANCE/0", 2, Work("BTC"));
        _host.Run("BINANCE/0", 3, Work("BTC", "ETH"));
        _host.Run("BINANCE/0", 2, Work("BTC"));

        Assert.Equal((3, 2), (_host.EpochOf("BINANCE/0"), _host.View("BINANCE/0")!.Markets));
    }

    [Fact]
    public void A_later_generation_ends_the_ways_of_the_markets_that_it_does_not_read()
    {
        _host.Run("BINANCE/0", 1, Work("BTC", "ETH"));

        _host.Run("BINANCE/0", 2, Work("ETH", "SOL"));

        Assert.Equal([("BTC", 1L), ("ETH", 2L), ("SOL", 2L)], Ways().Select(way => (way.Coin, way.Epoch)));
        Assert.Equal(["BTC"], Ways().Where(way => way.IsEnded).Select(way => way.Coin));
    }

    [Fact]
    public void A_changed_plan_is_read_by_the_same_generation_and_ends_the_ways_of_what_it_leaves_out()
    {
        _host.Run("BINANCE/0", 1, Work("BTC", "ETH"));

        _host.Change("BINANCE/0", 1, Work("ETH", "SOL", "XRP"));

        Assert.Equal((1, 3), (_host.EpochOf("BINANCE/0"), _host.View("BINANCE/0")!.Markets));
        Assert.Equal(["BTC"], Ways().Where(way => way.IsEnded).Select(way => way.Coin));
    }

    [Fact]
    public void A_plan_of_another_generation_changes_nothing()
    {
        _host.Run("BINANCE/0", 2, Work("BTC"));

        _host.Change("BINANCE/0", 1, Work("ETH", "SOL"));
        _host.Change("BINANCE/1", 1, Work("ETH", "SOL"));

        Assert.Equal((1, null), (_host.View("BINANCE/0")!.Markets, _host.EpochOf("BINANCE/1")));
        Assert.Equal(["BTC"], Ways().Select(way => way.Coin));
    }

    [Fact]
    public void An_exchange_that_is_not_known_is_named_with_its_feed()
    {
        var e = Assert.Throws<InvalidOperationException>(() => _host.Run("NOWHERE/0", 1, Work("BTC") with { Exchange = "NOWHERE" }));

        Assert.Equal("feed NOWHERE/0 names exchange NOWHERE, which this program does not know", e.Message);
    }

    [Fact]
    public void A_connection_whose_owner_is_silent_for_fifteen_seconds_is_closed_and_one_that_is_renewed_is_not()
    {
        _host.Run("BINANCE/0", 1, Work("BTC"));
        _host.Run("BINANCE/1", 1, Work("ETH"));
        _clock.Advance(Lease);
        _host.Run("BINANCE/1", 1, Work("ETH"));
        _host.Expire();
        var atTheEnd = _host.EpochOf("BINANCE/0");

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _host.Expire();

        Assert.Equal((1, null, 1), (atTheEnd, _host.EpochOf("BINANCE/0"), _host.EpochOf("BINANCE/1")));
        Assert.Equal("BINANCE/0", Assert.Single(_told.Withdrawn));
    }

    [Fact]
    public void A_lease_that_runs_out_takes_no_generation_that_came_meanwhile()
    {
        _host.Run("BINANCE/0", 1, Work("BTC"));
        _clock.Advance(Lease + TimeSpan.FromSeconds(1));

        // The lease is looked at by the clock: just then a new owner comes.
        _clock.OnLook = () =>
        {
            _clock.OnLook = null;
            _host.Run("BINANCE/0", 2, Work("BTC"));
        };
        _host.Expire();

        Assert.Equal(2, _host.EpochOf("BINANCE/0"));
        Assert.DoesNotContain(Ways(), way => way.IsEnded);
    }

    [Fact]
    public async Task A_connection_that_hangs_holds_up_neither_its_successor_nor_the_end_of_the_others()
    {
        _door.Close();
        _host.Run("BINANCE/0", 1, Work("BTC"));
        await _door.Knocked.WaitAsync(TimeSpan.FromMinutes(1), Token);

        _host.Run("BINANCE/0", 2, Work("BTC"));
        _clock.Advance(Lease + TimeSpan.FromSeconds(1));
        _host.Expire();
        var epoch = _host.EpochOf("BINANCE/0");
        var stopping = _host.StopAsync(Token);
        var atOnce = stopping.IsCompleted;
        await FinishAsync(stopping);

        Assert.Equal((null, false), (epoch, atOnce));
    }

    [Fact]
    public void A_connection_that_is_prepared_is_nobodys_until_its_owner_has_moved_here()
    {
        _host.Moves.Prepare("BINANCE/0", 2, Work("BTC"));
        var prepared = (Look: _host.Moves.Look("BINANCE/0", 2), Owned: _host.Owned.Count);

        _host.Run("BINANCE/0", 2, Work("BTC", "ETH"));

        Assert.Equal(["BINANCE:btcusdt"], prepared.Look!.Unconfirmed);
        Assert.Equal((0, null), (prepared.Owned, _host.Moves.Look("BINANCE/0", 1)));
        Assert.Equal(("BINANCE/0", 2), (Assert.Single(_host.Owned), _host.View("BINANCE/0")!.Markets));
    }

    [Fact]
    public void A_prepared_connection_that_nobody_asks_for_any_more_is_closed_unless_its_owner_has_come()
    {
        _host.Moves.Prepare("BINANCE/0", 2, Work("BTC"));
        _host.Moves.Prepare("BINANCE/1", 2, Work("ETH"));
        _host.Run("BINANCE/1", 2, Work("ETH"));
        _clock.Advance(TimeSpan.FromSeconds(4));
        _host.Moves.Look("BINANCE/0", 2);
        _clock.Advance(TimeSpan.FromSeconds(4));
        _host.Expire();
        var askedFor = _host.EpochOf("BINANCE/0");

        _clock.Advance(TimeSpan.FromSeconds(2));
        _host.Expire();

        Assert.Equal((2, null, 2), (askedFor, _host.EpochOf("BINANCE/0"), _host.EpochOf("BINANCE/1")));
    }

    [Fact]
    public async Task A_connection_that_is_handed_over_ends_its_ways_as_moved_and_nothing_else_does()
    {
        _host.Run("BINANCE/0", 1, Work("BTC"));
        _host.Run("BINANCE/1", 1, Work("ETH"));

        var other = await _host.Moves.HandOverAsync("BINANCE/0", 7);
        var handing = _host.Moves.HandOverAsync("BINANCE/0", 1);
        for (var i = 0; i < 60_000 && !handing.IsCompleted; i++)
        {
            // No faster than the connection's thread, whose end is waited for by this clock.
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken);
        }

        Assert.Null(other);
        Assert.NotNull(await handing);
        Assert.Equal((null, 1), (_host.EpochOf("BINANCE/0"), _host.EpochOf("BINANCE/1")));
        Assert.Equal([("BTC", true), ("ETH", false)], _router.Lanes.OrderBy(lane => lane.Symbol).Select(lane => (lane.Symbol, lane.Buffers.Single().IsMoved)));
    }

    [Fact]
    public async Task After_the_end_nothing_new_begins()
    {
        _host.Run("BINANCE/0", 1, Work("BTC"));
        await StopAsync();

        _host.Run("BINANCE/0", 2, Work("BTC"));
        _host.Run("BINANCE/1", 1, Work("ETH"));

        Assert.Equal((1, null), (_host.EpochOf("BINANCE/0"), _host.EpochOf("BINANCE/1")));
    }

    private static FeedAssignment Work(params string[] coins) => new("BINANCE", "main", new("ws://127.0.0.1:1/"), [.. coins.Select(MarketOf)]);

    private static Instrument MarketOf(string coin) =>
        new(new("BINANCE", $"{coin.ToLowerInvariant()}usdt"), MarketKind.Spot, ContractKind.Spot, coin, "USDT", 1, IsTrading: true);

    private IEnumerable<(string Coin, long Epoch, bool IsEnded)> Ways() => _router.Lanes
        .SelectMany(lane => lane.Buffers.Select(buffer => (lane.Symbol, buffer.Epoch, buffer.IsEnded)))
        .OrderBy(way => way.Symbol, StringComparer.Ordinal);

    private Task StopAsync() => FinishAsync(_host.StopAsync(CancellationToken.None));

    // Time passes for as long as it is waited for.
    private async Task FinishAsync(Task stopping)
    {
        for (var i = 0; i < 1_000_000 && !stopping.IsCompleted; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stopping;
    }

    /// <summary>A clock that tells when the test's own thread looks at it.</summary>
    private sealed class HookedClock : ManualClock
    {
        private volatile int _thread;

        public Action? OnLook
        {
            get;
            set => (field, _thread) = (value, Environment.CurrentManagedThreadId);
        }

        public override long GetTimestamp()
        {
            if (_thread == Environment.CurrentManagedThreadId)
            {
                OnLook?.Invoke();
            }

            return base.GetTimestamp();
        }
    }

    /// <summary>A venue that refuses at once, or answers to nobody while its door is closed.</summary>
    private sealed class GuardedDoor : IFeedAccess
    {
        private readonly TaskCompletionSource _knocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _isClosed;

        public Task Knocked => _knocked.Task;

        public void Close() => _isClosed = true;

        public void Open() => _opened.TrySetResult();

        public async Task<Uri> AdmitAsync(FeedPlan plan, CancellationToken cancellationToken)
        {
            _knocked.TrySetResult();
            await (_isClosed ? _opened.Task : Task.CompletedTask);
            throw new HttpRequestException("no address");
        }
    }
}
