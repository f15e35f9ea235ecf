using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Steps;
using static SqueezeFlow.Core.Signals.Trail.StepKind;

namespace SqueezeFlow.Grains.Tests.Execution.Trail;

/// <summary>What is on record of a signal tells its life: every step in order, each refusal with its figures, and nothing of a killed process is missing.</summary>
public sealed class LifeTests
{
    private readonly FloorBench _bench = new();
    private readonly Signal _entry = ExecutorCluster.Entry("BTC");

    [Fact]
    public void An_entry_that_is_filled_and_closed_by_the_stop_loss_of_the_account()
    {
        _bench.Signals.Given(_entry);
        _bench.Clock.Advance(TimeSpan.FromSeconds(2));
        _bench.Give(_entry);
        _bench.Pass(TimeSpan.FromSeconds(1));
        _bench.Gateway.Close(_entry.Id, "stop_loss", -12.5m);
        _bench.Look();

        Assert.Equal([Given, Received, Intent, Called, Filled, Closed], KindsOf(_entry));
        Assert.Equal("LONG BTC at 100.0000, score 7: test", StepOf(_entry, Given).Words);
        var called = StepOf(_entry, Called);
        Assert.Equal(("LONG BTC, stake $200.00, leverage 3", 1, 200, 3), (called.Words, called.Figures["call"], called.Figures["stakeUsd"], called.Figures["leverage"]));
        var filled = StepOf(_entry, Filled);
        Assert.Equal(("position 1 is open at 100.0000", "1", 100, 2), (filled.Words, filled.TradeId, filled.Figures["price"], filled.Figures["latencySeconds"]));
        var closed = StepOf(_entry, Closed);
        Assert.Equal(("position 1 was closed: stop_loss", null), (closed.Words, closed.OtherId));
        Assert.Equal((2d, _bench.Clock.GetUtcNow()), (_bench.Inbox.Find(_entry.Id)!.ToIntent().LatencySeconds, closed.At));
    }

    [Fact]
    public void An_entry_that_its_exit_closes_and_the_exit()
    {
        _bench.Give(_entry);
        _bench.Pass(TimeSpan.FromSeconds(1));
        var exit = _bench.ExitOf(_entry);
        _bench.Give(exit);
        _bench.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal([Received, Intent, Called, Filled, ExitGiven, Closed], KindsOf(_entry));
        Assert.Equal([Received, Intent, Called, Filled], KindsOf(exit));
        Assert.Equal((exit.Id, exit.Id), (StepOf(_entry, ExitGiven).OtherId, StepOf(_entry, Closed).OtherId));
        Assert.Equal($"position 1 was closed: {exit.Id}", StepOf(_entry, Closed).Words);
        Assert.Equal(("close position 1", "position 1 is closed at 101.0000"), (StepOf(exit, Called).Words, StepOf(exit, Filled).Words));
    }

    [Fact]
    public void A_refusal_by_a_limit_names_its_rule_and_its_figures()
    {
        _bench.Prices.Set("BTC", 101, TimeSpan.Zero);

        _bench.Give(_entry);

        Assert.Equal([Received, Refused], KindsOf(_entry));
        var refused = StepOf(_entry, Refused);
        Assert.Equal((SignalRules.Slippage, "price 101.0000 is 1.00 % from the signal's 100.0000, allowed 0.50 %"), (refused.Rule, refused.Words));
        Assert.Equal((0.01, 0.005), (Math.Round(refused.Figures["found"], 12), refused.Figures["allowed"]));
        Assert.Equal(SignalRules.Slippage, _bench.Inbox.Find(_entry.Id)!.ToIntent().Rule);
    }

    [Fact]
    public void A_refusal_by_the_account()
    {
        _bench.Gateway.OnEnter = static (_, _) => OrderResult.Refused("Failed to enter position for BTC.");

        _bench.Give(_entry);

        Assert.Equal([Received, Intent, Called, Refused], KindsOf(_entry));
        Assert.Equal((SignalRules.Account, "Failed to enter position for BTC."), (StepOf(_entry, Refused).Rule, StepOf(_entry, Refused).Words));
    }

    [Fact]
    public void An_answer_that_was_lost_and_a_position_that_is_found_by_its_tag()
    {
        _bench.Gateway.OnEnter = static (_, _) => throw new IOException("the connection was reset");
        _bench.Give(_entry);
        _bench.Pass(TimeSpan.FromSeconds(3));
        _bench.Gateway.Hold(_entry.Id, "BTC");
        _bench.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal([Received, Intent, Called, AnswerLost, Filled], KindsOf(_entry));
        Assert.Equal("the connection was reset; it is looked for by its tag", StepOf(_entry, AnswerLost).Words);
        var filled = StepOf(_entry, Filled);
        Assert.InRange(filled.Figures["lookUps"], 2, 4);
        Assert.Equal($"position 1 is open at 100.0000, found by its tag ({filled.Figures["lookUps"]} look-ups)", filled.Words);
    }

    [Fact]
    public void A_call_that_never_arrived_is_looked_for_made_once_more_and_given_up()
    {
        _bench.Gateway.OnEnter = static (_, _) => throw new IOException("the connection was reset");
        _bench.Give(_entry);
        _bench.Pass(TimeSpan.FromMinutes(3));

        Assert.Equal([Received, Intent, Called, AnswerLost, LookedUp, Intent, Called, AnswerLost, NotOpened], KindsOf(_entry));
        Assert.InRange(StepOf(_entry, LookedUp).Figures["lookUps"], 50, 65);
        Assert.Equal(SignalRules.NotOpened, StepOf(_entry, NotOpened).Rule);
    }

    [Fact]
    public void A_signal_that_comes_again_while_it_waits_is_told_and_ever_less_often()
    {
        _bench.Gateway.ReadFailure = new IOException("connection refused");
        _bench.Give(_entry);
        for (var i = 0; i < 100; i++)
        {
            _bench.Clock.Advance(TimeSpan.FromSeconds(0.1));
            _bench.Give(_entry);
        }

        var repeated = _bench.Steps.WaitingOf(_entry.Id).Where(step => step.Kind == Repeated).ToList();

        Assert.Equal([1, 2, 3, 4, 8, 16, 32, 64], repeated.Select(step => step.Figures["count"]));
        Assert.Equal("it came again (64 times) and is on record as received", repeated[^1].Words);
    }

    [Fact]
    public void A_signal_that_comes_again_after_its_verdict_adds_nothing()
    {
        _bench.Give(_entry);
        var before = KindsOf(_entry);

        _bench.Give(_entry);

        Assert.Equal(before, KindsOf(_entry));
    }

    [Fact]
    public void A_service_that_is_killed_between_the_call_and_its_answer()
    {
        _bench.Gateway.IsSilent = true;
        _bench.Give(_entry);
        _bench.Gateway.IsSilent = false;
        _bench.Gateway.Hold(_entry.Id, "BTC");

        var next = FloorBench.StartAfter(_bench);
        next.Pass(TimeSpan.FromSeconds(3));

        Assert.Equal([Received, Intent, Called, Given, Resumed, Filled], KindsOf(_entry));
        Assert.Equal("the service was started anew: a call may have left, so that it is looked for by its tag", StepOf(_entry, Resumed).Words);
        Assert.Contains("found by its tag (1 look-up)", StepOf(_entry, Filled).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_service_had_not_stored_is_told_from_the_inbox_and_what_it_had_is_not_told_twice()
    {
        var other = ExecutorCluster.Entry("ETH");
        _bench.Signals.Given(_entry);
        _bench.Give(_entry, other);
        _bench.Pass(TimeSpan.FromSeconds(1));
        _bench.Gateway.Close(_entry.Id, "stop_loss");
        _bench.Look();
        var whole = KindsOf(_entry);

        var (again, lost) = (FloorBench.StartAfter(_bench), new StepList());
        foreach (var entry in again.Inbox.All)
        {
            new Grains.Execution.Trail.OrderNotes(new(lost, _bench.Market, _bench.Clock)).Resumes(entry);
        }

        Assert.Equal(whole, KindsOf(_entry));
        Assert.Equal([Given, Filled, Closed], lost.WaitingOf(_entry.Id).Select(step => step.Kind));
        Assert.Equal([Given, Filled], lost.WaitingOf(other.Id).Select(step => step.Kind));
        Assert.Equal(StepOf(_entry, Filled).At, lost.WaitingOf(_entry.Id)[1].At);
    }

    [Fact]
    public void An_exit_that_is_outstanding_for_a_day_is_told_in_few_steps_and_with_the_number_of_its_calls()
    {
        var exit = _bench.ExitOf(_bench.Own("BTC"));
        _bench.Gateway.OnExit = static (_, _) => OrderResult.Refused("Failed to exit trade.");
        _bench.Give(exit);
        _bench.Pass(TimeSpan.FromHours(24));
        _bench.Gateway.OnExit = static (_, _) => OrderResult.Refused("trader is not running");
        _bench.Pass(TimeSpan.FromMinutes(1));
        _bench.Gateway.OnExit = static (self, order) => self.Close(order.Tag, order.Reason);
        _bench.Pass(TimeSpan.FromMinutes(1));

        var kinds = KindsOf(exit);
        Assert.InRange(kinds.Count, 20, 70);
        Assert.Equal(1, kinds.Count(kind => kind == Outstanding));
        Assert.Equal((Received, Filled), (kinds[0], kinds[^1]));
        Assert.True(StepOf(exit, Filled).Figures["call"] > 2_000);
        Assert.Contains(_bench.Steps.WaitingOf(exit.Id), step => step.Kind == Postponed && step.Words.StartsWith("trader is not running", StringComparison.Ordinal));
    }

    [Fact]
    public void A_disk_that_takes_no_intent_is_part_of_the_record()
    {
        var exit = _bench.ExitOf(_bench.Own("BTC"));
        _bench.State.OnWrite = static () => throw new IOException("the disk is full");

        _bench.Give(exit);
        _bench.Pass(TimeSpan.FromSeconds(1));

        Assert.Contains("the inbox could not be written (1 time): the disk is full", _bench.Steps.WaitingOf(exit.Id).Where(step => step.Kind == NotKept).Select(step => step.Words));
        Assert.Contains(Called, KindsOf(exit));
    }

    [Fact]
    public void A_position_that_comes_late_vanishes_and_is_found_again()
    {
        var bench = new FloorBench(new() { Orphans = OrphanAction.Adopt });
        bench.State.State.Entries[_entry.Id] = new(_entry, IntentState.NotOpened, 1, bench.Clock.GetUtcNow()) { Detail = "the account shows no such order" };
        bench.Look();
        bench.Pass(TimeSpan.FromSeconds(40));
        bench.Gateway.Hold(_entry.Id, "BTC");
        bench.Look();
        bench.Gateway.Forget(_entry.Id);
        bench.Pass(TimeSpan.FromSeconds(6));
        bench.Gateway.Hold("another", "SOL");
        bench.Gateway.Hold(_entry.Id, "BTC");
        bench.Pass(TimeSpan.FromSeconds(31));

        var steps = bench.Steps.WaitingOf(_entry.Id);
        Assert.Equal([Orphaned, Filled, Vanished, FoundAgain], steps.Select(step => step.Kind));
        Assert.Equal("its position 1 came although it had been booked as unknown: the account shows no such order", steps[0].Words);
        Assert.Equal("the account shows its position, as 2; it was known as 1", steps[^1].Words);
    }

    [Fact]
    public void A_position_of_ours_that_the_inbox_does_not_know_is_adopted_in_its_record()
    {
        _bench.Gateway.Hold("sqz-BTCUSDT-1795368000000-L", "BTC");

        _bench.Look();
        _bench.Look();

        Assert.Equal([Adopted], _bench.Steps.WaitingOf("sqz-BTCUSDT-1795368000000-L").Select(step => step.Kind));
    }

    [Fact]
    public async Task A_position_that_is_closed_by_hand()
    {
        _bench.Give(_entry);
        _bench.Gateway.Hold("by hand", "SOL");
        var hands = new HandExits(_bench.Gateway, _bench.Market, _bench.Clock, _bench.Log, TestContext.Current.CancellationToken, _bench.Notes);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await hands.CloseAsync("1");
        await hands.CloseAsync("2");
        _bench.Look();

        Assert.Equal([Received, Intent, Called, Filled, Called, Closed], KindsOf(_entry));
        Assert.Equal(["close position 1, by hand", "position 1 was closed: manual"], _bench.Steps.WaitingOf(_entry.Id).Skip(4).Select(step => step.Words));
        Assert.Empty(_bench.Steps.WaitingOf("by hand"));
    }

    [Fact]
    public void Steps_carry_market_time_and_the_close_of_the_bar_while_that_is_not_known()
    {
        _bench.Market.NowUnixMs = 1_735_689_600_000;
        _bench.Signals.Given(_entry);
        _bench.Market.NowUnixMs = null;
        _bench.Give(_entry);

        Assert.Equal([1_735_689_600_000, _entry.BarCloseUnixMs], _bench.Steps.WaitingOf(_entry.Id).Take(2).Select(step => step.MarketUnixMs));
    }

    private List<StepKind> KindsOf(Signal signal) => [.. _bench.Steps.WaitingOf(signal.Id).Select(step => step.Kind)];

    private SignalStep StepOf(Signal signal, StepKind kind) => _bench.Steps.WaitingOf(signal.Id).First(step => step.Kind == kind);
}
