using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Each step of one signal, from the inbox to the account's verdict.</summary>
public sealed class OrderDeskTests
{
    private readonly ManualClock _clock = new(DateTimeOffset.UtcNow);
    private readonly ScriptedGateway _gateway = new();
    private readonly ScriptedPrices _prices = new();
    private readonly ScriptedCertainty _certainty = new();
    private readonly MarketTime _market = new();
    private readonly ExecutionOptions _options = new();
    private readonly EvaluationOptions _evaluation = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    public void A_signal_is_fresh_for_five_minutes_of_market_time(long ageMs, bool isFresh)
    {
        var signal = ExecutorCluster.Entry("BTC");
        _market.NowUnixMs = signal.BarCloseUnixMs + ageMs;

        Assert.Equal(isFresh, Desk().IsFresh(signal));
    }

    [Fact]
    public void While_market_time_is_not_known_nobody_can_tell_whether_a_signal_is_fresh()
    {
        _market.NowUnixMs = null;

        Assert.Null(Desk().IsFresh(ExecutorCluster.Entry("BTC")));
    }

    [Fact]
    public async Task An_entry_that_is_too_old_expires_without_a_call()
    {
        _gateway.ReadFailure = new IOException("connection refused");

        var verdict = await Desk().RefuseAsync(Received(ExecutorCluster.Entry("BTC", TimeSpan.FromMinutes(6))), Token);

        Assert.Equal((IntentState.Expired, "older than 300 s of market time"), (verdict?.State, verdict?.Detail));
    }

    [Fact]
    public async Task An_exit_does_not_expire_and_asks_nobody_for_leave()
    {
        _gateway.ReadFailure = new IOException("connection refused");

        Assert.Null(await Desk().RefuseAsync(Received(Exit("BTC", "1", TimeSpan.FromHours(1))), Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_markets_run_in_order_three_misses_are_the_end(bool isEntry)
    {
        _evaluation.Ordered = true;
        var tried = Received(isEntry ? ExecutorCluster.Entry("BTC") : Exit("BTC", "1")) with { Misses = 3, Detail = "the market has ended" };

        var third = await Desk().RefuseAsync(tried with { Misses = 2 }, Token);
        var verdict = await Desk().RefuseAsync(tried, Token);

        Assert.Null(third);
        Assert.Equal((IntentState.Rejected, "no success in 3 attempts: the market has ended"), (verdict?.State, verdict?.Detail));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Elsewhere_no_number_of_misses_is_the_end_and_an_entry_goes_on_until_it_is_too_old(bool isEntry)
    {
        var signal = isEntry ? ExecutorCluster.Entry("BTC") : Exit("BTC", "1");
        var tried = Received(signal) with { Misses = 1_000, Detail = "connection refused" };

        var fresh = await Desk().RefuseAsync(tried, Token);
        _market.NowUnixMs = signal.BarCloseUnixMs + 300_001;
        var old = await Desk().RefuseAsync(tried, Token);

        Assert.Null(fresh);
        Assert.Equal(isEntry ? (IntentState.Expired, "older than 300 s of market time: connection refused") : default, (old?.State ?? default, old?.Detail));
    }

    [Fact]
    public async Task An_entry_that_grows_too_old_after_a_lost_call_is_not_known_to_be_nothing()
    {
        var tried = Received(ExecutorCluster.Entry("BTC", TimeSpan.FromMinutes(6))) with { Attempts = 1, Detail = "the connection was reset" };

        Assert.Equal(IntentState.NotOpened, (await Desk().RefuseAsync(tried, Token))?.State);
    }

    [Fact]
    public async Task An_entry_whose_position_is_there_already_is_filled()
    {
        var signal = ExecutorCluster.Entry("BTC");
        var position = _gateway.Hold(signal.Id, "BTC");

        var verdict = await Desk().RefuseAsync(Received(signal), Token);

        Assert.Equal((IntentState.Filled, position.TradeId, 100), (verdict?.State, verdict?.TradeId, verdict?.Price));
    }

    [Fact]
    public async Task A_second_position_of_a_coin_is_refused()
    {
        _gateway.Hold("another", "BTC");

        var verdict = await Desk().RefuseAsync(Received(ExecutorCluster.Entry("BTC")), Token);

        Assert.Equal((IntentState.Rejected, "a position of BTC is open already"), (verdict?.State, verdict?.Detail));
    }

    [Theory]
    [InlineData(1, 1, "1 positions are open, the limit is 1")]
    [InlineData(2, 1, null)]
    [InlineData(5, 2, "2 positions are open, the limit is 2")]
    public async Task The_lower_of_our_limit_and_the_account_s_own_holds(int ours, int open, string? reason)
    {
        _options.MaxOpenPositions = ours;
        Enumerable.Range(0, open).ToList().ForEach(i => _gateway.Hold($"{i}", $"C{i}"));

        Assert.Equal(reason, (await Desk().RefuseAsync(Received(ExecutorCluster.Entry("BTC")), Token))?.Detail);
    }

    [Fact]
    public async Task An_entry_far_from_its_price_is_refused_in_the_guard_s_words()
    {
        _prices.Set("BTC", 102, TimeSpan.Zero);

        var verdict = await Desk().RefuseAsync(Received(ExecutorCluster.Entry("BTC")), Token);

        Assert.Equal((IntentState.Rejected, "price 102.0000 is 2.00 % from the signal's 100.0000, allowed 0.50 %"), (verdict?.State, verdict?.Detail));
    }

    [Fact]
    public async Task An_entry_stakes_its_share_of_the_account_in_its_direction()
    {
        _options.RiskPerTrade = 0.03;
        var signal = SignalMapping.Entry("BTC", PositionSide.Short, 100, 8, 0.75, "test", 1_000);

        await Desk().SendAsync(Sent(signal), Token);

        Assert.Equal(new EntryOrder(signal.Id, "BTC", PositionSide.Short, 450m, 5, 1_000), Assert.Single(_gateway.Entries));
    }

    [Theory]
    [InlineData(OrderVerdict.Filled, "Filled")]
    [InlineData(OrderVerdict.Accepted, "Accepted")]
    [InlineData(OrderVerdict.Refused, "Rejected")]
    [InlineData(OrderVerdict.Unavailable, "Received")]
    [InlineData(OrderVerdict.Unknown, "Unknown")]
    public async Task Each_verdict_of_the_account_is_a_step_of_its_own(OrderVerdict verdict, string state)
    {
        _gateway.OnEnter = (self, order) =>
            verdict is OrderVerdict.Filled or OrderVerdict.Accepted
                ? new(verdict, self.Fill(order).Position! with { IsFilled = verdict == OrderVerdict.Filled })
                : new(verdict, null, "in its words");

        var step = await Desk().SendAsync(Sent(ExecutorCluster.Entry("BTC")), Token);

        var isThere = state is "Filled" or "Accepted";
        Assert.Equal((state, state == "Received" ? 0 : 1, isThere ? null : "in its words"), (step.State.ToString(), step.Attempts, step.Detail));
        Assert.Equal((isThere, state == "Unknown"), (step.TradeId is not null, step.UnknownSince == _clock.GetUtcNow()));
    }

    [Theory]
    [InlineData(OrderVerdict.Refused)]
    [InlineData(OrderVerdict.Unavailable)]
    public async Task An_exit_that_the_account_does_not_take_is_tried_again_whatever_it_says(OrderVerdict verdict)
    {
        _gateway.Hold("tag", "BTC");
        _gateway.OnExit = (_, _) => new(verdict, null, "in its words");
        var exit = Sent(Exit("BTC", "1"));
        var waits = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            exit = await Desk().SendAsync(exit with { State = IntentState.Sent }, Token);
            waits.Add((exit.DueAt!.Value - _clock.GetUtcNow()).TotalSeconds);
        }

        Assert.Equal((IntentState.Received, "in its words", _clock.GetUtcNow()), (exit.State, exit.Detail, exit.OutstandingSince));
        Assert.InRange(waits[0], 0.75, 1);
        Assert.All(waits.Zip(waits.Skip(1)).Take(4), pair => Assert.True(pair.Second > pair.First, $"{pair}"));
        Assert.All(waits.Skip(6), wait => Assert.InRange(wait, 22.5, 30));
    }

    [Fact]
    public async Task An_exit_that_rests_is_given_a_minute_to_fill_and_then_asked_for_again()
    {
        _gateway.Hold("tag", "BTC");
        _gateway.OnExit = (self, order) => new(OrderVerdict.Accepted, self.Hold("tag", "BTC"));
        var ordered = await Desk().SendAsync(Sent(Exit("BTC", "1")), Token);

        _clock.Advance(TimeSpan.FromSeconds(59));
        var waiting = await Desk().LookAsync(ordered, Token);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var again = await Desk().LookAsync(ordered, Token);
        _gateway.Close("tag", "stop_loss");
        var closed = await Desk().LookAsync(ordered, Token);

        Assert.Equal((IntentState.Accepted, IntentState.Received, IntentState.Filled), (ordered.State, again.State, closed.State));
        Assert.Equal(ordered, waiting);
        Assert.Equal((null, _clock.GetUtcNow(), 101d), (ordered.OutstandingSince, again.OutstandingSince, closed.Price));
    }

    [Fact]
    public async Task An_entry_that_rests_is_filled_when_the_account_says_so_and_is_nothing_when_it_is_withdrawn()
    {
        var signal = ExecutorCluster.Entry("BTC");
        var position = _gateway.Hold(signal.Id, "BTC") with { IsFilled = false };
        _gateway.Put(position);
        var resting = Sent(signal) with { State = IntentState.Accepted };

        var still = await Desk().LookAsync(resting, Token);
        _gateway.Put(position with { IsFilled = true });
        var filled = await Desk().LookAsync(resting, Token);
        _gateway.Forget(signal.Id);
        var withdrawn = await Desk().LookAsync(resting, Token);

        Assert.Equal((resting, IntentState.Filled), (still, filled.State));
        Assert.Equal((IntentState.NotOpened, "the entry was withdrawn before it was filled"), (withdrawn.State, withdrawn.Detail));
    }

    [Theory]
    [InlineData(true, 30)]
    [InlineData(false, 60)]
    public async Task An_account_that_does_not_answer_in_time_leaves_the_outcome_unknown(bool isEntry, int seconds)
    {
        var clock = new ImpatientClock();
        _gateway.IsSilent = true;
        _gateway.Hold("tag", "BTC");

        var step = await Desk(clock).SendAsync(Sent(isEntry ? ExecutorCluster.Entry("ETH") : Exit("BTC", "1")), Token);

        Assert.Equal((IntentState.Unknown, "the account did not answer in time"), (step.State, step.Detail));
        Assert.Equal([TimeSpan.FromSeconds(seconds)], clock.Waits);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task Whatever_an_order_ends_with_it_may_have_arrived(Type failure)
    {
        _gateway.OnEnter = (_, _) => throw (Exception)Activator.CreateInstance(failure, "the connection was reset")!;
        var since = _clock.GetUtcNow() - TimeSpan.FromSeconds(5);

        var step = await Desk().SendAsync(Sent(ExecutorCluster.Entry("BTC")), Token);
        var again = await Desk().SendAsync(Sent(ExecutorCluster.Entry("BTC")) with { UnknownSince = since }, Token);

        Assert.Equal((IntentState.Unknown, "the connection was reset", _clock.GetUtcNow()), (step.State, step.Detail, step.UnknownSince));
        Assert.Equal(_clock.GetUtcNow(), again.UnknownSince);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_that_is_away_before_the_order_is_sent_costs_no_attempt(bool isEntry)
    {
        _gateway.ReadFailure = new IOException("connection refused");

        var step = await Desk().SendAsync(Sent(isEntry ? ExecutorCluster.Entry("BTC") : Exit("BTC", "1")), Token);

        Assert.Equal((IntentState.Received, 0, "connection refused"), (step.State, step.Attempts, step.Detail));
        Assert.Empty(_gateway.Entries);
    }

    [Fact]
    public async Task The_end_of_the_service_is_no_lost_answer()
    {
        _gateway.IsSilent = true;
        using var end = new CancellationTokenSource();
        var sending = Desk().SendAsync(Sent(ExecutorCluster.Entry("BTC")), end.Token);

        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData("BTC", "another")]
    [InlineData("ETH", "tag")]
    public async Task An_exit_of_a_position_that_is_not_there_is_rejected_without_a_call(string symbol, string tag)
    {
        _gateway.Hold("tag", "BTC");

        var step = await Desk().SendAsync(Sent(SignalMapping.Close(symbol, 101, 1, "test", 1_000, tag, "1")), Token);

        Assert.Equal((IntentState.Rejected, $"no open position 1 of {symbol}"), (step.State, step.Detail));
        Assert.Empty(_gateway.Exits);
    }

    [Fact]
    public async Task An_exit_of_a_position_that_other_hands_have_closed_is_done_at_their_price()
    {
        _gateway.Hold("tag", "BTC");
        _gateway.Close("tag", "stop_loss");

        var step = await Desk().SendAsync(Sent(Exit("BTC", "1")), Token);

        Assert.Equal((IntentState.Filled, 101d), (step.State, step.Price));
        Assert.Empty(_gateway.Exits);
    }

    [Fact]
    public async Task An_exit_names_the_position_by_its_tag_too_and_is_filled_at_the_exit_s_price()
    {
        _gateway.Hold("tag", "BTC");
        var exit = Exit("BTC", "1");

        var step = await Desk().SendAsync(Sent(exit), Token);

        Assert.Equal(new ExitOrder("1", "tag", exit.Id, exit.BarCloseUnixMs), Assert.Single(_gateway.Exits));
        Assert.Equal((IntentState.Filled, 101, "1"), (step.State, step.Price, step.TradeId));
    }

    [Fact]
    public async Task A_lost_exit_is_looked_for_and_asked_for_again_after_a_while_if_its_position_is_still_open()
    {
        var lost = Sent(Exit("BTC", "1")) with { State = IntentState.Unknown, Misses = 2 };
        _gateway.Hold("tag", "BTC");

        var again = await Desk().LookAsync(lost, Token);
        _gateway.Close("tag", "ours");
        var done = await Desk().LookAsync(lost, Token);
        _gateway.Forget("tag");
        var gone = await Desk().LookAsync(lost, Token);

        Assert.Equal((IntentState.Received, 3), (again.State, again.Misses));
        Assert.InRange((again.DueAt!.Value - _clock.GetUtcNow()).TotalSeconds, 3, 4);
        Assert.Equal((IntentState.Filled, 101d), (done.State, done.Price));
        Assert.Equal((IntentState.Rejected, "no open position 1 of BTC"), (gone.State, gone.Detail));
    }

    [Fact]
    public async Task The_second_lost_call_is_the_last()
    {
        var lost = Lost(ExecutorCluster.Entry("BTC")) with { Attempts = OrderDesk.MostLost };
        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(IntentState.NotOpened, (await Desk().LookAsync(lost, Token)).State);
    }

    [Fact]
    public async Task A_lost_entry_is_filled_when_the_account_shows_its_tag()
    {
        var lost = Lost(ExecutorCluster.Entry("BTC"));
        _gateway.Hold(lost.Signal.Id, "BTC");

        var step = await Desk().LookAsync(lost, Token);

        Assert.Equal((IntentState.Filled, "1", 100), (step.State, step.TradeId, step.Price));
    }

    [Theory]
    [InlineData(59, 0, "Unknown")]
    [InlineData(60, 0, "Received")]
    [InlineData(59, 6, "Unknown")]
    [InlineData(60, 6, "NotOpened")]
    public async Task A_lost_entry_is_looked_for_for_a_minute_and_sent_again_only_while_it_is_fresh(int seconds, int ageMinutes, string state)
    {
        var lost = Lost(ExecutorCluster.Entry("BTC", TimeSpan.FromMinutes(ageMinutes)));
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        var step = await Desk().LookAsync(lost, Token);

        Assert.Equal((state, "the connection was reset"), (step.State.ToString(), step.Detail));
        Assert.Equal(lost.UnknownSince, step.UnknownSince);
    }

    [Fact]
    public async Task An_entry_that_could_not_be_kept_as_sent_was_not_sent()
    {
        Assert.Equal(IntentState.Received, (await Desk().LookAsync(Sent(ExecutorCluster.Entry("BTC")), Token)).State);
    }

    private static Signal Exit(string symbol, string tradeId, TimeSpan age = default) =>
        SignalMapping.Close(symbol, 101, 1, "test", ExecutorCluster.Entry(symbol, age).BarCloseUnixMs, "tag", tradeId);

    private InboxEntry Received(Signal signal) => new(signal, IntentState.Received, 0, _clock.GetUtcNow());

    private InboxEntry Sent(Signal signal) => new(signal, IntentState.Sent, 1, _clock.GetUtcNow());

    private InboxEntry Lost(Signal signal) =>
        Sent(signal) with { State = IntentState.Unknown, Detail = "the connection was reset", UnknownSince = _clock.GetUtcNow() };

    private OrderDesk Desk(TimeProvider? clock = null) =>
        Desks.Of(_gateway, _prices, _certainty, _market, _options, _evaluation, clock ?? _clock);
}
