using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Execution;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>What people are to be told of the executor's work.</summary>
public sealed class ExecutionNoticesTests
{
    private readonly FloorBench _bench = new();

    [Fact]
    public void A_filled_entry_is_told_with_what_is_known_of_it()
    {
        var signal = ExecutorCluster.Entry("BTC");

        _bench.Give(signal);
        _bench.Pass(TimeSpan.FromSeconds(3));

        var told = Assert.Single(_bench.Notifier.All);
        Assert.Equal((NoticeKinds.EntryFilled, signal.Id), (told.Kind, told.Subject));
        Assert.Equal(("BTC", "long", $"{signal.Leverage}", "7"), (told.Values["symbol"], told.Values["side"], told.Values["leverage"], told.Values["score"]));
        AssertFilledIn(told);
    }

    [Fact]
    public void A_filled_exit_is_told_with_its_profit_and_reason()
    {
        var exit = _bench.ExitOf(_bench.Own("BTC"));
        _bench.Gateway.OnExit = static (self, order) => self.Close(order.Tag, order.Reason, -12.5m);

        _bench.Give(exit);
        _bench.Pass(TimeSpan.FromSeconds(3));

        var told = Assert.Single(_bench.Notifier.Of(NoticeKinds.ExitFilled));
        Assert.Equal(("-$12.50", "test"), (told.Values["profit"], told.Values["reason"]));
        Assert.Empty(_bench.Notifier.Of(NoticeKinds.ClosedElsewhere));
        AssertFilledIn(told);
    }

    [Fact]
    public void A_refused_entry_is_told_with_its_reason()
    {
        _bench.Gateway.OnEnter = static (_, _) => OrderResult.Refused("no room");
        var signal = ExecutorCluster.Entry("BTC");

        _bench.Give(signal);
        _bench.Pass(TimeSpan.FromSeconds(3));

        var told = Assert.Single(_bench.Notifier.All);
        Assert.Equal((NoticeKinds.Refused, "long", "rejected", "no room"), (told.Kind, told.Values["action"], told.Values["verdict"], told.Values["reason"]));
        AssertFilledIn(told);
    }

    [Fact]
    public void An_exit_that_is_outstanding_is_told_and_so_is_its_end()
    {
        var exit = _bench.ExitOf(_bench.Own("BTC"));
        _bench.Gateway.ReadFailure = new IOException("connection refused");
        _bench.Give(exit);
        _bench.Pass(TimeSpan.FromMinutes(1));
        var raised = _bench.Notifier.All;
        _bench.Gateway.ReadFailure = null;
        _bench.Pass(TimeSpan.FromSeconds(10));

        Assert.All(raised, notice => Assert.Equal((NoticeKinds.ExitOutstanding, exit.Id, "connection refused"), (notice.Kind, notice.Subject, notice.Values["reason"])));
        Assert.Equal([NoticeKinds.ExitDone.Name, NoticeKinds.ExitFilled.Name], _bench.Notifier.Kinds[^2..]);
        Assert.NotEmpty(raised);
        AssertFilledIn(raised[0]);
        AssertFilledIn(_bench.Notifier.Of(NoticeKinds.ExitDone)[0]);
    }

    [Fact]
    public void An_orphan_is_told_as_such_and_not_as_an_entry()
    {
        var signal = ExecutorCluster.Entry("BTC");
        _bench.State.State.Entries[signal.Id] = new(signal, IntentState.NotOpened, 1, _bench.Clock.GetUtcNow());
        _bench.Pass(TimeSpan.FromSeconds(40));
        _bench.Gateway.Hold(signal.Id, "BTC");

        _bench.Look();

        var told = Assert.Single(_bench.Notifier.Of(NoticeKinds.Orphan));
        Assert.Equal(("BTC", "unknown"), (told.Values["symbol"], told.Values["verdict"]));
        Assert.Empty(_bench.Notifier.Of(NoticeKinds.EntryFilled));
        AssertFilledIn(told);
    }

    [Fact]
    public void A_position_that_other_hands_closed_is_told_with_their_reason()
    {
        var entry = _bench.Own("BTC");
        _bench.Gateway.Close(entry.Id, "stop_loss");

        _bench.Look();
        _bench.Look();

        var told = Assert.Single(_bench.Notifier.All);
        Assert.Equal((NoticeKinds.ClosedElsewhere, entry.Id, "stop_loss"), (told.Kind, told.Subject, told.Values["reason"]));
    }

    [Fact]
    public void A_position_that_our_exit_is_closing_is_not_told_as_closed_by_others()
    {
        var entry = _bench.Own("BTC");
        _bench.Gateway.OnExit = static (self, order) =>
        {
            self.Close(order.Tag, order.Reason);
            throw new IOException("the connection was reset");
        };
        _bench.Give(_bench.ExitOf(entry));

        _bench.Look();
        _bench.Pass(TimeSpan.FromSeconds(10));

        Assert.Empty(_bench.Notifier.Of(NoticeKinds.ClosedElsewhere));
        Assert.Single(_bench.Notifier.Of(NoticeKinds.ExitFilled));
    }

    [Fact]
    public void A_position_that_is_gone_without_a_trace_is_told()
    {
        var entry = _bench.Own("BTC");
        _bench.Gateway.Forget(entry.Id);

        _bench.Look();

        var told = Assert.Single(_bench.Notifier.All);
        Assert.Equal((NoticeKinds.PositionLost, entry.Id), (told.Kind, told.Subject));
        AssertFilledIn(told);
    }

    // Every value that the text of its kind uses, but what is filled in by whoever tells it.
    private static void AssertFilledIn(Notice notice) =>
        Assert.Empty(notice.Kind.Placeholders.Where(name => name != NoticeKinds.Lasted && notice.Kind.Text.Contains($"{{{name}}}", StringComparison.Ordinal)).Except(notice.Values.Keys));
}
