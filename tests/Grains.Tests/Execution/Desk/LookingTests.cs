using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Execution;

namespace SqueezeFlow.Grains.Tests.Execution.Desk;

/// <summary>Orders whose outcome is not known yet, or that are not filled.</summary>
public sealed class LookingTests : DeskBench
{
    [Fact]
    public async Task An_exit_that_rests_is_given_a_minute_to_fill_and_then_asked_for_again()
    {
        Gateway.Hold("tag", "BTC");
        Gateway.OnExit = (self, order) => new(OrderVerdict.Accepted, self.Hold("tag", "BTC"));
        var ordered = await Desk().SendAsync(Sent(Exit("BTC", "1")), Token);

        Clock.Advance(TimeSpan.FromSeconds(59));
        var waiting = await Desk().LookAsync(ordered, Token);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await Desk().LookAsync(ordered, Token);
        Gateway.Close("tag", "stop_loss");
        var closed = await Desk().LookAsync(ordered, Token);

        Assert.Equal((IntentState.Accepted, IntentState.Received, IntentState.Filled), (ordered.State, again.State, closed.State));
        Assert.Equal(ordered, waiting);
        Assert.Equal((null, Clock.GetUtcNow(), 101d), (ordered.OutstandingSince, again.OutstandingSince, closed.Price));
    }

    [Fact]
    public async Task An_entry_that_rests_is_filled_when_the_account_says_so_and_is_nothing_when_it_is_withdrawn()
    {
        var signal = ExecutorCluster.Entry("BTC");
        var position = Gateway.Hold(signal.Id, "BTC") with { IsFilled = false };
        Gateway.Put(position);
        var resting = Sent(signal) with { State = IntentState.Accepted };

        var still = await Desk().LookAsync(resting, Token);
        Gateway.Put(position with { IsFilled = true });
        var filled = await Desk().LookAsync(resting, Token);
        Gateway.Forget(signal.Id);
        var withdrawn = await Desk().LookAsync(resting, Token);

        Assert.Equal((resting, IntentState.Filled), (still, filled.State));
        Assert.Equal((IntentState.NotOpened, "the entry was withdrawn before it was filled"), (withdrawn.State, withdrawn.Detail));
    }

    [Fact]
    public async Task A_lost_exit_is_looked_for_and_asked_for_again_after_a_while_if_its_position_is_still_open()
    {
        var lost = Sent(Exit("BTC", "1")) with { State = IntentState.Unknown, Misses = 2 };
        Gateway.Hold("tag", "BTC");

        var again = await Desk().LookAsync(lost, Token);
        Gateway.Close("tag", "ours");
        var done = await Desk().LookAsync(lost, Token);
        Gateway.Forget("tag");
        var gone = await Desk().LookAsync(lost, Token);

        Assert.Equal((IntentState.Received, 3), (again.State, again.Misses));
        Assert.InRange((again.DueAt!.Value - Clock.GetUtcNow()).TotalSeconds, 3, 4);
        Assert.Equal((IntentState.Filled, 101d), (done.State, done.Price));
        Assert.Equal((IntentState.Rejected, "no open position 1 of BTC"), (gone.State, gone.Detail));
    }

    [Fact]
    public async Task The_second_lost_call_is_the_last()
    {
        var lost = Lost(ExecutorCluster.Entry("BTC")) with { Attempts = OrderDesk.MostLost };
        Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(IntentState.NotOpened, (await Desk().LookAsync(lost, Token)).State);
    }

    [Fact]
    public async Task A_lost_entry_is_filled_when_the_account_shows_its_tag()
    {
        var lost = Lost(ExecutorCluster.Entry("BTC"));
        Gateway.Hold(lost.Signal.Id, "BTC");

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
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        var step = await Desk().LookAsync(lost, Token);

        Assert.Equal((state, "the connection was reset"), (step.State.ToString(), step.Detail));
        Assert.Equal(lost.UnknownSince, step.UnknownSince);
    }

    [Fact]
    public async Task An_entry_that_could_not_be_kept_as_sent_was_not_sent()
    {
        Assert.Equal(IntentState.Received, (await Desk().LookAsync(Sent(ExecutorCluster.Entry("BTC")), Token)).State);
    }
}
