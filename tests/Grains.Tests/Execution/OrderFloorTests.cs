using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Steps;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Exits are tried until they are done, nobody waits for them, and entries go one at a time.</summary>
public sealed class OrderFloorTests
{
    private readonly FloorBench _bench = new();

    [Fact]
    public void An_exit_is_tried_through_ten_minutes_of_an_account_that_is_away_and_done_within_five_seconds_of_its_return()
    {
        var entry = _bench.Own("BTC");
        var exit = _bench.ExitOf(entry);
        _bench.Gateway.ReadFailure = new IOException("connection refused");

        _bench.Give(exit);
        _bench.Pass(TimeSpan.FromMinutes(10));
        var (outstanding, raised) = (_bench.Inbox.Find(exit.Id)!, _bench.Alarms.Count());
        _bench.Gateway.ReadFailure = null;
        _bench.Pass(TimeSpan.FromSeconds(5.25));

        Assert.Equal((IntentState.Received, 1), (outstanding.State, raised));
        Assert.InRange(outstanding.Misses, 20, 40);
        Assert.Equal(IntentState.Filled, _bench.StateOf(exit));
        Assert.Empty(_bench.Alarms);
        Assert.Equal((1, 1), (_bench.Log.CountOf("is outstanding:"), _bench.Log.CountOf("is outstanding no more")));
        Assert.Single(_bench.Gateway.Exits);
    }

    [Fact]
    public void An_exit_that_the_account_refuses_is_tried_until_it_takes_it()
    {
        var exit = _bench.ExitOf(_bench.Own("BTC"));
        _bench.Gateway.OnExit = static (_, _) => OrderResult.Refused("Failed to exit trade.");
        _bench.Give(exit);
        _bench.Pass(TimeSpan.FromMinutes(30));
        var calls = _bench.Gateway.Exits.Count;

        _bench.Gateway.OnExit = static (self, order) => self.Close(order.Tag, order.Reason);
        _bench.Pass(TimeSpan.FromSeconds(31));

        Assert.InRange(calls, 60, 90);
        Assert.Equal(IntentState.Filled, _bench.StateOf(exit));
    }

    [Fact]
    public void Should_a_signal_have_two_positions_its_exit_closes_both()
    {
        var entry = _bench.Own("BTC");
        _bench.Gateway.PutBeside(entry.Id, "77");
        var exit = _bench.ExitOf(entry);

        _bench.Give(exit);
        _bench.Pass(TimeSpan.FromSeconds(3));

        Assert.Equal(["1", "77"], _bench.Gateway.Exits.Select(order => order.TradeId).Order(StringComparer.Ordinal));
        Assert.Equal(IntentState.Filled, _bench.StateOf(exit));
    }

    [Fact]
    public void An_exit_that_hangs_holds_up_neither_exits_nor_entries_nor_look_ups()
    {
        var (stuck, other) = (_bench.Own("AAA"), _bench.Own("BBB"));
        var hanging = _bench.ExitOf(stuck);
        _bench.Gateway.IsSilent = true;
        _bench.Give(hanging);
        _bench.Gateway.IsSilent = false;
        _bench.Gateway.OnEnter = static (self, order) =>
        {
            self.Fill(order);
            throw new IOException("the connection was reset");
        };

        var (exit, entry) = (_bench.ExitOf(other), ExecutorCluster.Entry("CCC"));
        _bench.Give(exit, entry);
        _bench.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(
            (IntentState.Sent, IntentState.Filled, IntentState.Filled), (_bench.StateOf(hanging), _bench.StateOf(exit), _bench.StateOf(entry)));
    }

    [Fact]
    public void Exits_without_end_take_turns_and_leave_room_for_others()
    {
        var stuck = Enumerable.Range(0, 3 * OrderFloor.MostExits).Select(i => _bench.Own($"C{i}")).ToList();
        _bench.Gateway.OnExit = static (_, _) => new(OrderVerdict.Unavailable, null, "500");
        _bench.Give([.. stuck.Select(_bench.ExitOf)]);
        _bench.Pass(TimeSpan.FromMinutes(2));

        var calls = _bench.Gateway.Exits.GroupBy(order => order.Tag).Select(group => group.Count()).ToList();
        Assert.Equal(stuck.Count, calls.Count);
        Assert.InRange(calls.Max() - calls.Min(), 0, 3);
    }

    [Fact]
    public void Further_exits_of_a_position_make_no_calls_of_their_own_and_are_done_with_the_first()
    {
        var own = _bench.Own("AAA");
        _bench.Gateway.OnExit = static (_, _) => new(OrderVerdict.Unavailable, null, "the bot is stopped");
        List<Signal> exits = [];
        for (var bar = 0; bar < 5; bar++)
        {
            exits.Add(_bench.ExitOf(own));
            _bench.Give(exits[^1]);
            _bench.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.All(_bench.Gateway.Exits, order => Assert.Equal(exits[0].Id, order.Reason));
        var before = _bench.Gateway.Exits.Count;
        _bench.Gateway.OnExit = static (self, order) => self.Close(order.Tag, "force_exit");
        _bench.Pass(TimeSpan.FromMinutes(1));

        Assert.All(exits, exit => Assert.Equal(IntentState.Filled, _bench.StateOf(exit)));
        Assert.Equal(before + 1, _bench.Gateway.Exits.Count);
    }

    [Fact]
    public void An_exit_goes_out_although_the_disk_is_full_and_an_entry_does_not()
    {
        var exit = _bench.ExitOf(_bench.Own("AAA"));
        var entry = ExecutorCluster.Entry("BBB");
        _bench.State.OnWrite = static () => Task.FromException(new IOException("the disk is full"));

        _bench.Give(exit, entry);
        _bench.Pass(TimeSpan.FromSeconds(10));
        Assert.Single(_bench.Gateway.Exits);
        Assert.Empty(_bench.Gateway.Entries);

        _bench.State.OnWrite = static () => Task.CompletedTask;
        _bench.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(entry.Id, Assert.Single(_bench.Gateway.Entries).Tag);
    }

    [Fact]
    public void Fifty_signals_of_one_instant_with_a_limit_of_five_are_five_entries()
    {
        _bench.Give([.. Enumerable.Range(0, 50).Select(i => ExecutorCluster.Entry($"C{i}"))]);
        _bench.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(5, _bench.Gateway.Entries.Count);
        Assert.Equal((5, 45), (_bench.Verdicts.Count(v => v.State == IntentState.Filled), _bench.Verdicts.Count(v => v.State == IntentState.Rejected)));
    }

    [Fact]
    public void An_entry_that_is_under_way_is_the_only_one()
    {
        _bench.Gateway.IsSilent = true;

        _bench.Give(ExecutorCluster.Entry("AAA"), ExecutorCluster.Entry("BBB"));
        _bench.Pass(TimeSpan.FromSeconds(29));

        Assert.Single(_bench.Gateway.Entries);
    }

    [Fact]
    public void While_the_account_takes_no_entries_one_waits_without_being_used_up_and_then_expires()
    {
        _bench.Gateway.OnEnter = static (_, _) => new(OrderVerdict.Unavailable, null, "entries are paused after repeated failures until 12:00:30 UTC");
        var entry = ExecutorCluster.Entry("AAA");

        _bench.Give(entry);
        _bench.Pass(TimeSpan.FromMinutes(4));
        var waiting = _bench.Inbox.Find(entry.Id)!;
        _bench.Market.NowUnixMs += 301_000;
        _bench.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal((IntentState.Received, 0), (waiting.State, waiting.Attempts));
        Assert.InRange(_bench.Gateway.Entries.Count, 45, 70);
        var verdict = Assert.Single(_bench.Verdicts);
        Assert.Equal(
            (IntentState.Expired, "older than 300 s of market time: entries are paused after repeated failures until 12:00:30 UTC"),
            (verdict.State, verdict.Detail));
    }

    [Fact]
    public void An_entry_of_which_nobody_knows_whether_it_is_fresh_waits()
    {
        var entry = ExecutorCluster.Entry("AAA");
        var now = _bench.Market.NowUnixMs;
        _bench.Market.NowUnixMs = null;
        _bench.Give(entry);
        _bench.Pass(TimeSpan.FromSeconds(5));
        Assert.Empty(_bench.Gateway.Entries);

        _bench.Market.NowUnixMs = now;
        _bench.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(IntentState.Filled, _bench.StateOf(entry));
    }

    [Fact]
    public void A_look_up_that_fails_is_made_again_and_told_once()
    {
        _bench.Gateway.OnEnter = static (self, order) =>
        {
            self.Fill(order);
            self.ReadFailure = new IOException("connection refused");
            throw new IOException("the connection was reset");
        };
        var entry = ExecutorCluster.Entry("AAA");
        _bench.Give(entry);
        _bench.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(IntentState.Unknown, _bench.StateOf(entry));

        _bench.Gateway.ReadFailure = null;
        _bench.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal(IntentState.Filled, _bench.StateOf(entry));
        Assert.Equal(1, _bench.Log.CountOf("A step of signal"));
        Assert.Single(_bench.Gateway.Entries);
    }

    [Fact]
    public void Waits_grow_to_their_limit_differ_between_signals_and_are_the_same_each_time()
    {
        var waits = Enumerable.Range(1, 20).Select(i => RetryPace.After(i, "sqz-BTCUSDT-1-C", RetryPace.LongestOfExit).TotalSeconds).ToArray();

        Assert.InRange(waits[0], 0.75, 1);
        Assert.InRange(waits[3], 6, 8);
        Assert.All(waits.Skip(5), wait => Assert.InRange(wait, 22.5, 30));
        Assert.Equal(waits[7], RetryPace.After(8, "sqz-BTCUSDT-1-C", RetryPace.LongestOfExit).TotalSeconds);
        Assert.NotEqual(waits[7], RetryPace.After(8, "sqz-ETHUSDT-1-C", RetryPace.LongestOfExit).TotalSeconds);
    }
}
