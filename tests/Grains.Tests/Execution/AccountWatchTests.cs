using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Execution;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>What other hands do to the account is seen with one look, told once, and nothing is touched that is not ours.</summary>
public sealed class AccountWatchTests
{
    private readonly FloorBench _bench = new();

    [Theory]
    [InlineData("stop_loss")]
    [InlineData("force_exit")]
    public void A_position_that_the_account_or_a_person_has_closed_ends_its_entry(string reason)
    {
        var entry = _bench.Own("BTC");
        _bench.Gateway.Close(entry.Id, reason);

        _bench.Look();
        _bench.Look();

        Assert.Equal(_bench.Clock.GetUtcNow(), _bench.Inbox.Find(entry.Id)!.EndedAt);
        Assert.Equal(1, _bench.Log.CountOf($"was closed, by our exit or by other hands: {reason}"));
        Assert.Empty(_bench.Verdicts);
    }

    [Fact]
    public void An_exit_of_ours_ends_its_entry_at_once_and_is_no_news()
    {
        var entry = _bench.Own("BTC");

        _bench.Give(_bench.ExitOf(entry));
        _bench.Look();

        Assert.NotNull(_bench.Inbox.Find(entry.Id)!.EndedAt);
        Assert.Equal(0, _bench.Log.CountOf("was closed"));
    }

    [Fact]
    public void Positions_that_another_database_does_not_know_are_lost_with_one_look_and_found_when_it_comes_back()
    {
        var (one, two) = (_bench.Own("BTC"), _bench.Own("ETH"));
        _bench.Gateway.Forget(one.Id);
        _bench.Gateway.Forget(two.Id);

        _bench.Look();
        _bench.Look();
        var lost = _bench.Inbox.All.Count(entry => entry.EndedAt is not null);
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        _bench.Gateway.Hold("another", "SOL");
        _bench.Gateway.Hold(one.Id, "BTC");
        _bench.Look();

        Assert.Equal((2, 2), (lost, _bench.Log.CountOf("was its database replaced?")));
        Assert.Equal((null, "2"), (_bench.Inbox.Find(one.Id)!.EndedAt, _bench.Inbox.Find(one.Id)!.TradeId));
        Assert.Equal(1, _bench.Log.CountOf("the account shows its position, as 2; it was known as 1"));
    }

    [Fact]
    public void A_second_position_of_one_signal_is_told_once_and_the_first_stays_the_one_that_is_known()
    {
        var entry = _bench.Own("BTC");
        _bench.Gateway.PutBeside(entry.Id, "77");

        _bench.Look();
        _bench.Look();
        _bench.Look();

        Assert.Equal("1", _bench.Inbox.Find(entry.Id)!.TradeId);
        Assert.Equal(0, _bench.Log.CountOf("the account shows its position"));
        Assert.Equal(["BTC"], _bench.Watch.Figures.Doubled);
    }

    [Fact]
    public void An_id_that_another_trade_has_now_does_not_pass_for_ours()
    {
        var entry = _bench.Own("BTC");
        _bench.Gateway.Forget(entry.Id);
        _bench.Gateway.Hold("by hand", "BTC");

        _bench.Look();

        Assert.NotNull(_bench.Inbox.Find(entry.Id)!.EndedAt);
        Assert.Equal((1, 1), (_bench.Watch.Figures.Open, _bench.Watch.Figures.Foreign));
    }

    [Fact]
    public void A_position_that_is_not_ours_is_counted_told_once_and_left_alone()
    {
        _bench.Gateway.Hold("by hand", "BTC");

        _bench.Look();
        _bench.Look();
        _bench.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(new(1, 1, 0, 0, []), _bench.Watch.Figures with { Doubled = [], AdoptedPositions = [] });
        Assert.Equal(1, _bench.Log.CountOf("is not ours (tag 'by hand')"));
        Assert.Empty(_bench.Gateway.Exits);
    }

    [Fact]
    public void A_position_of_a_signal_that_is_not_on_record_is_adopted()
    {
        _bench.Gateway.Hold("sqz-BTCUSDT-1795368000000-L", "BTC");

        _bench.Look();
        _bench.Look();

        Assert.Equal((0, 1), (_bench.Watch.Figures.Foreign, _bench.Watch.Figures.Adopted));
        Assert.Equal(1, _bench.Log.CountOf("of a signal of ours (sqz-BTCUSDT-1795368000000-L) that is not on record here"));
        Assert.Null(_bench.Inbox.BaselineOf("sqz-BTCUSDT-1795368000000-L"));
        Assert.Empty(_bench.Gateway.Exits);
    }

    [Theory]
    [InlineData("NotOpened", "Exit")]
    [InlineData("Rejected", "Exit")]
    [InlineData("Expired", "Exit")]
    [InlineData("NotOpened", "Adopt")]
    public void A_position_that_comes_late_is_an_orphan_and_becomes_what_is_configured(string verdict, string action)
    {
        var bench = new FloorBench(new() { Orphans = Enum.Parse<OrphanAction>(action) });
        var signal = ExecutorCluster.Entry("BTC");
        bench.State.State.Entries[signal.Id] = new(signal, Enum.Parse<IntentState>(verdict), 1, bench.Clock.GetUtcNow());
        bench.Look();
        bench.Pass(TimeSpan.FromSeconds(40));
        bench.Gateway.Hold(signal.Id, "BTC");

        bench.Look();
        bench.Look();
        bench.Pass(TimeSpan.FromSeconds(6));

        var isExit = action == "Exit";
        Assert.Equal((IntentState.Filled, isExit), (bench.StateOf(signal), bench.Inbox.Find(signal.Id)!.EndedAt is not null));
        Assert.Equal((1, 1), (bench.Watch.Figures.Orphans, bench.Log.CountOf("came although it had been booked as")));
        Assert.Equal(isExit ? [signal.Id] : [], bench.Gateway.Exits.Select(order => order.Tag));
        Assert.Contains(bench.Verdicts, told => told.Signal.Id == signal.Id && told.State == IntentState.Filled);
    }

    [Fact]
    public void While_nothing_can_be_written_an_orphan_is_counted_once_and_has_one_exit()
    {
        var signal = ExecutorCluster.Entry("BTC");
        _bench.State.State.Entries[signal.Id] = new(signal, IntentState.NotOpened, 1, _bench.Clock.GetUtcNow());
        _bench.Look();
        _bench.Pass(TimeSpan.FromSeconds(40));
        _bench.Gateway.OnExit = static (_, _) => OrderResult.Refused("not now");
        _bench.Gateway.Hold(signal.Id, "BTC");
        _bench.State.OnWrite = static () => throw new IOException("the disk is full");

        for (var i = 0; i < 3; i++)
        {
            _bench.Look();
            _bench.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((1, 1), (_bench.Watch.Figures.Orphans, _bench.Log.CountOf("came although it had been booked as")));
        Assert.Single(_bench.Inbox.All, entry => !entry.IsEntry);
        _bench.State.OnWrite = static () => Task.CompletedTask;
        _bench.Gateway.OnExit = static (self, order) => self.Close(order.Tag, order.Reason);
        _bench.Look();
        _bench.Pass(TimeSpan.FromSeconds(40));
        Assert.Equal(IntentState.Filled, _bench.StateOf(signal));
        Assert.DoesNotContain(_bench.Inbox.All, entry => !entry.IsFinal || entry.IsLiving);
        Assert.Single(_bench.Notifier.Of(NoticeKinds.Orphan));
    }

    [Fact]
    public void An_end_that_cannot_be_written_is_told_once_and_written_with_a_later_look()
    {
        var (first, second) = (_bench.Own("BTC"), _bench.Own("ETH"));
        _bench.Look();
        var changes = 0;
        _bench.Changed = () => changes++;
        _bench.Gateway.End(first.Id, -1, "stop_loss");
        _bench.Gateway.End(second.Id, -1, "stop_loss");
        _bench.State.OnWrite = static () => throw new IOException("the disk is full");

        _bench.Look();
        _bench.Look();

        Assert.Equal([first.Id, second.Id], _bench.Notifier.Of(NoticeKinds.ClosedElsewhere).Select(told => told.Subject));
        Assert.Equal(2, changes);
        var writes = _bench.State.Writes;
        _bench.State.OnWrite = static () => Task.CompletedTask;
        _bench.Look();
        _bench.Look();
        Assert.Equal(writes + 1, _bench.State.Writes);
        Assert.Equal(1, _bench.Log.CountOf("cannot be written to the inbox"));
    }

    [Fact]
    public void What_could_not_be_written_is_written_with_a_look_although_the_account_is_away()
    {
        var entry = _bench.Own("BTC");
        _bench.Gateway.OnExit = (gateway, order) =>
        {
            _bench.State.OnWrite = static () => throw new IOException("the disk is full");
            return gateway.Close(order.Tag, order.Reason);
        };
        _bench.Give(_bench.ExitOf(entry));
        var writes = _bench.State.Writes;
        _bench.State.OnWrite = static () => Task.CompletedTask;
        _bench.Gateway.ReadFailure = new IOException("away");

        _bench.Look();
        _bench.Look();

        Assert.Equal(writes + 1, _bench.State.Writes);
        Assert.Equal(1, _bench.Log.CountOf("cannot be compared with what is known here: away"));
    }

    [Fact]
    public void What_waits_for_its_outcome_is_no_orphan()
    {
        var signal = ExecutorCluster.Entry("BTC");
        _bench.State.State.Entries[signal.Id] = new(signal, IntentState.Unknown, 1, _bench.Clock.GetUtcNow()) { UnknownSince = _bench.Clock.GetUtcNow() };
        _bench.Gateway.Hold(signal.Id, "BTC");

        _bench.Look();
        Assert.Equal((IntentState.Unknown, 0), (_bench.StateOf(signal), _bench.Watch.Figures.Orphans));

        _bench.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(IntentState.Filled, _bench.StateOf(signal));
    }

    [Fact]
    public void Two_positions_of_one_coin_are_an_alarm_until_one_is_gone()
    {
        _bench.Gateway.Hold("one", "BTC");
        _bench.Gateway.Hold("two", "BTC");
        _bench.Look();
        _bench.Look();
        Assert.Equal(["BTC"], _bench.Watch.Figures.Doubled);

        _bench.Gateway.Close("one", "owner");
        _bench.Look();

        Assert.Empty(_bench.Watch.Figures.Doubled);
        Assert.Equal(1, _bench.Log.CountOf("More than one position of BTC is open"));
    }

    [Fact]
    public void An_account_that_is_away_is_told_once_and_wakes_what_waits_when_it_is_back()
    {
        _bench.Own("BTC");
        _bench.Look();
        _bench.Gateway.ReadFailure = new IOException("connection refused");
        _bench.Pass(TimeSpan.FromMinutes(1));
        _bench.Gateway.ReadFailure = null;
        _bench.Pass(TimeSpan.FromSeconds(5.25));

        Assert.Equal((1, 1, 1), (_bench.Log.CountOf("cannot be compared"), _bench.Log.CountOf("answers again"), _bench.Wakes));
        Assert.Null(Assert.Single(_bench.Inbox.All).EndedAt);
    }

    [Fact]
    public void It_is_looked_at_every_five_seconds_while_something_is_open_and_else_every_half_minute()
    {
        var entry = _bench.Own("BTC");
        _bench.Pass(TimeSpan.FromSeconds(1.25));
        _bench.Gateway.Close(entry.Id, "stop_loss");
        _bench.Pass(TimeSpan.FromSeconds(5));
        Assert.NotNull(_bench.Inbox.Find(entry.Id)!.EndedAt);

        _bench.Gateway.Hold("by hand", "BTC");
        _bench.Pass(TimeSpan.FromSeconds(28));
        Assert.Equal(0, _bench.Watch.Figures.Open);
        _bench.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(1, _bench.Watch.Figures.Open);
    }

    [Fact]
    public void What_is_told_in_the_middle_of_a_look_is_looked_at_with_the_next_beat()
    {
        var entry = _bench.Own("BTC");
        _bench.Gateway.Close(entry.Id, "stop_loss");
        _bench.Changed = () =>
        {
            _bench.Gateway.Hold("by hand", "ETH");
            _bench.Watch.Nudge();
        };
        _bench.Look();
        var before = _bench.Watch.Figures.Open;

        _bench.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal((0, 1), (before, _bench.Watch.Figures.Open));
    }
}
