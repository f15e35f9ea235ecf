using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Streams;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Execution;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Signals;

/// <summary>A signal goes to one account, whatever becomes of the routes.</summary>
public sealed class RoutedOutboxTests
{
    private const long Close = 1_795_368_000_000;

    private static readonly AccountRoutes ByScore = new([AccountRoute.Of("bold", "", 6, 10), AccountRoute.Of("main", "", 0, 10)], []);
    private static readonly AccountRoutes Turned = new([AccountRoute.Of("bold", "", 0, 6), AccountRoute.Of("main", "", 0, 10)], []);

    private readonly WatchedClock _clock = new();
    private readonly ScriptedState _state = new();
    private readonly List<string> _sent = [];
    private string? _silent;

    [Theory]
    [InlineData(7, "bold")]
    [InlineData(5, "main")]
    public async Task A_signal_goes_to_the_account_whose_route_takes_it_by_its_stream_and_by_a_call(double score, string account)
    {
        var outbox = Outbox(ByScore);

        var kept = await outbox.KeepAsync(Close, 0, 0, Entry(score));
        await outbox.SendAsync(kept!);

        Assert.Equal([$"stream {account}", $"executor {account}"], _sent);
        Assert.Equal(account == "main" ? null : account, kept!.Account);
    }

    [Fact]
    public async Task A_pending_signal_is_sent_again_to_the_same_account_after_the_routes_were_changed()
    {
        await Outbox(ByScore).KeepAsync(Close, 0, 0, Entry(7));

        await Outbox(Turned).ResendAsync();

        Assert.Equal(["executor bold"], _sent);
    }

    [Theory]
    [InlineData(7, 5)]
    [InlineData(5, 7)]
    public async Task The_same_decision_made_again_goes_where_it_went_whatever_its_score_and_the_routes_say_now(double first, double second)
    {
        var before = await Outbox(ByScore).KeepAsync(Close - 1, 0, 0, Entry(first));
        await Outbox(ByScore).RemoveAsync(before!.Id);

        foreach (var routes in (AccountRoutes[])[ByScore, Turned, AccountRoutes.MainOnly])
        {
            Assert.Equal(before.Account, (await Outbox(routes).KeepAsync(Close, 0, 0, Entry(second)))!.Account);
        }
    }

    [Fact]
    public async Task While_an_entry_is_on_its_way_another_of_the_coin_goes_to_the_same_account()
    {
        var first = await Outbox(ByScore).KeepAsync(Close, 0, 0, Entry(7));
        Assert.Equal("bold", (await Outbox(ByScore).KeepAsync(Close, 0, 0, Entry(5, Close + 60_000)))!.Account);

        await Outbox(ByScore).RemoveAsync(first!.Id);
        await Outbox(ByScore).RemoveAsync(Entry(5, Close + 60_000).Id);

        Assert.Null((await Outbox(ByScore).KeepAsync(Close, 0, 0, Entry(5, Close + 120_000)))!.Account);
    }

    [Fact]
    public async Task An_executor_that_takes_nothing_keeps_no_signal_from_another()
    {
        await Outbox(ByScore).KeepAsync(Close - 1, 0, 0, Entry(7));
        await Outbox(ByScore).KeepAsync(Close, 0, 0, SignalMapping.Close("BTC", 100, 1, "test", Close, "tag", "1"));
        _silent = "executor bold";

        await Outbox(ByScore).ResendAsync();

        Assert.Equal(["executor bold", "executor main"], _sent);
    }

    [Fact]
    public async Task What_was_kept_before_there_were_accounts_goes_to_main()
    {
        _state.State.Pending[Entry(7).Id] = Entry(7);

        await Outbox(ByScore).ResendAsync();
        var again = await Outbox(ByScore).KeepAsync(Close, 0, 0, Entry(7));

        Assert.Equal(["executor main"], _sent);
        Assert.Null(again!.Account);
    }

    [Fact]
    public async Task An_exit_goes_to_the_account_that_holds_the_position_and_no_route_is_asked()
    {
        var exit = SignalMapping.Close("BTC", 100, 1, "test", Close, "tag", "1") with { Account = "old" };

        Assert.Equal("old", (await Outbox(ByScore).KeepAsync(Close, 0, 0, exit))!.Account);
        Assert.Null((await Outbox(ByScore).KeepAsync(Close, 0, 0, exit with { Id = "other", Account = null }))!.Account);
    }

    [Fact]
    public async Task Where_signals_went_is_remembered_for_a_day_of_their_market()
    {
        var outbox = Outbox(ByScore);
        var first = await outbox.KeepAsync(Close, 0, 0, Entry(7));
        await outbox.RemoveAsync(first!.Id);

        await outbox.KeepAsync(Close, 0, 0, Entry(7, Close + (24 * 3_600_000L)));
        Assert.Equal(2, _state.State.Routed.Count);
        await outbox.KeepAsync(Close, 0, 0, Entry(7, Close + (24 * 3_600_000L) + 1));

        Assert.DoesNotContain(first.Id, _state.State.Routed.Keys);
        Assert.Equal(2, _state.State.Routed.Count);
    }

    private static Signal Entry(double score, long close = Close) => SignalMapping.Entry("BTC", PositionSide.Long, 100, score, 0.75, "test", close);

    // Each is one life of the service: only the state goes on.
    private SignalOutbox Outbox(AccountRoutes routes) => new(
        _state,
        Double.Of<IGrainFactory>((_, args) => Double.Of<IExecutorGrain>((_, _) => Hear($"executor {args[0]}"))),
        account => Double.Of<IAsyncStream<Signal>>((_, _) => Hear($"stream {account}")),
        routes,
        Double.Of<ISignalPublisher>((_, _) => Task.CompletedTask),
        _clock,
        NullLogger.Instance);

    private Task Hear(string who)
    {
        _sent.Add(who);
        return who == _silent ? Task.FromException(new TimeoutException("no answer")) : Task.CompletedTask;
    }
}
