using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Tests.Doubles;

namespace SqueezeFlow.Grains.Tests.Execution.Desk;

/// <summary>What becomes of an order by what the account says, or does not say.</summary>
public sealed class SendingTests : DeskBench
{
    [Fact]
    public async Task An_entry_stakes_its_share_of_the_account_in_its_direction()
    {
        Options.RiskPerTrade = 0.03;
        var signal = SignalMapping.Entry("BTC", PositionSide.Short, 100, 8, 0.75, "test", 1_000);

        await Desk().SendAsync(Sent(signal), Token);

        Assert.Equal(new EntryOrder(signal.Id, "BTC", PositionSide.Short, 450m, 5, 1_000), Assert.Single(Gateway.Entries));
    }

    [Theory]
    [InlineData(OrderVerdict.Filled, "Filled")]
    [InlineData(OrderVerdict.Accepted, "Accepted")]
    [InlineData(OrderVerdict.Refused, "Rejected")]
    [InlineData(OrderVerdict.Unavailable, "Received")]
    [InlineData(OrderVerdict.Unknown, "Unknown")]
    public async Task Each_verdict_of_the_account_is_a_step_of_its_own(OrderVerdict verdict, string state)
    {
        Gateway.OnEnter = (self, order) =>
            verdict is OrderVerdict.Filled or OrderVerdict.Accepted
                ? new(verdict, self.Fill(order).Position! with { IsFilled = verdict == OrderVerdict.Filled })
                : new(verdict, null, "in its words");

        var step = await Desk().SendAsync(Sent(ExecutorCluster.Entry("BTC")), Token);

        var isThere = state is "Filled" or "Accepted";
        Assert.Equal((state, state == "Received" ? 0 : 1, isThere ? null : "in its words"), (step.State.ToString(), step.Attempts, step.Detail));
        Assert.Equal((isThere, state == "Unknown"), (step.TradeId is not null, step.UnknownSince == Clock.GetUtcNow()));
    }

    [Theory]
    [InlineData(OrderVerdict.Refused)]
    [InlineData(OrderVerdict.Unavailable)]
    public async Task An_exit_that_the_account_does_not_take_is_tried_again_whatever_it_says(OrderVerdict verdict)
    {
        Gateway.Hold("tag", "BTC");
        Gateway.OnExit = (_, _) => new(verdict, null, "in its words");
        var exit = Sent(Exit("BTC", "1"));
        var waits = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            exit = await Desk().SendAsync(exit with { State = IntentState.Sent }, Token);
            waits.Add((exit.DueAt!.Value - Clock.GetUtcNow()).TotalSeconds);
        }

        Assert.Equal((IntentState.Received, "in its words", Clock.GetUtcNow()), (exit.State, exit.Detail, exit.OutstandingSince));
        Assert.InRange(waits[0], 0.75, 1);
        Assert.All(waits.Zip(waits.Skip(1)).Take(4), pair => Assert.True(pair.Second > pair.First, $"{pair}"));
        Assert.All(waits.Skip(6), wait => Assert.InRange(wait, 22.5, 30));
    }

    [Theory]
    [InlineData(true, 30)]
    [InlineData(false, 60)]
    public async Task An_account_that_does_not_answer_in_time_leaves_the_outcome_unknown(bool isEntry, int seconds)
    {
        var clock = new ImpatientClock();
        Gateway.IsSilent = true;
        Gateway.Hold("tag", "BTC");

        var step = await Desk(clock).SendAsync(Sent(isEntry ? ExecutorCluster.Entry("ETH") : Exit("BTC", "1")), Token);

        Assert.Equal((IntentState.Unknown, "the account did not answer in time"), (step.State, step.Detail));
        Assert.Equal([TimeSpan.FromSeconds(seconds)], clock.Waits);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task Whatever_an_order_ends_with_it_may_have_arrived(Type failure)
    {
        Gateway.OnEnter = (_, _) => throw (Exception)Activator.CreateInstance(failure, "the connection was reset")!;
        var since = Clock.GetUtcNow() - TimeSpan.FromSeconds(5);

        var step = await Desk().SendAsync(Sent(ExecutorCluster.Entry("BTC")), Token);
        var again = await Desk().SendAsync(Sent(ExecutorCluster.Entry("BTC")) with { UnknownSince = since }, Token);

        Assert.Equal((IntentState.Unknown, "the connection was reset", Clock.GetUtcNow()), (step.State, step.Detail, step.UnknownSince));
        Assert.Equal(Clock.GetUtcNow(), again.UnknownSince);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_that_is_away_before_the_order_is_sent_costs_no_attempt(bool isEntry)
    {
        Gateway.ReadFailure = new IOException("connection refused");

        var step = await Desk().SendAsync(Sent(isEntry ? ExecutorCluster.Entry("BTC") : Exit("BTC", "1")), Token);

        Assert.Equal((IntentState.Received, 0, "connection refused"), (step.State, step.Attempts, step.Detail));
        Assert.Empty(Gateway.Entries);
    }

    [Fact]
    public async Task The_end_of_the_service_is_no_lost_answer()
    {
        Gateway.IsSilent = true;
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
        Gateway.Hold("tag", "BTC");

        var step = await Desk().SendAsync(Sent(SignalMapping.Close(symbol, 101, 1, "test", 1_000, tag, "1")), Token);

        Assert.Equal((IntentState.Rejected, $"no open position 1 of {symbol}"), (step.State, step.Detail));
        Assert.Empty(Gateway.Exits);
    }

    [Fact]
    public async Task An_exit_of_a_position_that_other_hands_have_closed_is_done_at_their_price()
    {
        Gateway.Hold("tag", "BTC");
        Gateway.Close("tag", "stop_loss");

        var step = await Desk().SendAsync(Sent(Exit("BTC", "1")), Token);

        Assert.Equal((IntentState.Filled, 101d), (step.State, step.Price));
        Assert.Empty(Gateway.Exits);
    }

    [Fact]
    public async Task An_exit_names_the_position_by_its_tag_too_and_is_filled_at_the_exit_s_price()
    {
        Gateway.Hold("tag", "BTC");
        var exit = Exit("BTC", "1");

        var step = await Desk().SendAsync(Sent(exit), Token);

        Assert.Equal(new ExitOrder("1", "tag", exit.Id, exit.BarCloseUnixMs), Assert.Single(Gateway.Exits));
        Assert.Equal((IntentState.Filled, 101, "1"), (step.State, step.Price, step.TradeId));
    }
}
