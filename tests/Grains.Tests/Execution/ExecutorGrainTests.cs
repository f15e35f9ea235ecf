using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Grains.Tests.Execution;

public sealed class ExecutorGrainTests(ExecutorCluster cluster) : IClassFixture<ExecutorCluster>
{
    private readonly ScriptedGateway _gateway = cluster.Gateway;

    [Fact]
    public async Task The_executor_trades_once_and_honestly_whatever_happens()
    {
        // One account, one order in flight: the cases follow each other on one cluster, as signals do in life.
        await A_signal_that_comes_twice_is_one_order();
        await A_second_position_of_a_symbol_is_refused();
        await An_exit_closes_the_position_it_names();
        await What_a_closed_position_brought_is_kept_under_its_signal();
        await The_life_of_a_signal_is_stored_to_its_profit();
        await A_position_closed_by_hand_brings_a_result_too();
        await An_old_signal_expires_without_a_call();
        await An_order_whose_answer_was_lost_is_found_by_its_tag();
        await An_entry_waits_for_the_first_price();
        await An_entry_on_an_old_price_is_refused();
        await An_entry_far_from_its_price_is_refused();
        await A_full_account_refuses_without_a_call();
        await A_pause_holds_entries_back_and_lets_exits_go();
        await A_refusal_is_final();
        await An_account_that_cannot_be_reached_is_asked_until_it_can();
        await While_an_outcome_is_unknown_nothing_else_is_sent();
    }

    private async Task A_signal_that_comes_twice_is_one_order()
    {
        var signal = ExecutorCluster.Entry("AAA");

        await cluster.Executor.SubmitAsync(signal);
        await cluster.Executor.SubmitAsync(signal);
        var verdict = await cluster.SettleAsync(signal.Id);
        await cluster.Executor.SubmitAsync(signal);

        Assert.Equal((SignalOutcome.Filled, 100), (verdict.Outcome, verdict.FillPrice));
        var order = Assert.Single(_gateway.Entries);
        Assert.Equal((signal.Id, 200m, 3), (order.Tag, order.StakeUsd, order.Leverage));
    }

    private async Task A_second_position_of_a_symbol_is_refused()
    {
        var signal = ExecutorCluster.Entry("AAA");

        await cluster.Executor.SubmitAsync(signal);

        Assert.Equal(SignalOutcome.Rejected, (await cluster.SettleAsync(signal.Id)).Outcome);
        Assert.Single(_gateway.Entries);
    }

    private async Task An_exit_closes_the_position_it_names()
    {
        await CloseAllAsync();

        Assert.Empty(await _gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken));
        Assert.Single(_gateway.Exits);
    }

    private async Task What_a_closed_position_brought_is_kept_under_its_signal()
    {
        var (entry, exit) = (Assert.Single(_gateway.Entries), Assert.Single(_gateway.Exits));

        Assert.Equal(new(entry.Tag, 180_001, 101, 1, 0.5, 3, exit.Reason), await cluster.ResultAsync(entry.Tag));
        Assert.Empty(await cluster.Results.ReadAwaitedAsync(10, TestContext.Current.CancellationToken));
    }

    private async Task The_life_of_a_signal_is_stored_to_its_profit()
    {
        var (entry, exit) = (Assert.Single(_gateway.Entries), Assert.Single(_gateway.Exits));

        var steps = await cluster.StepsAsync(entry.Tag, StepKind.Settled);

        // It comes twice, from its sender and from the test.
        Assert.Equal(
            [StepKind.Received, StepKind.Intent, StepKind.Called, StepKind.Filled, StepKind.ExitGiven, StepKind.Closed, StepKind.Settled],
            steps.Select(step => step.Kind).Where(kind => kind != StepKind.Repeated));
        Assert.Equal(exit.Reason, steps.Single(step => step.Kind == StepKind.Closed).OtherId);
        Assert.Equal((1, 0.5, 3), (steps[^1].Figures["profitUsd"], steps[^1].Figures["profitPercent"], steps[^1].Figures["holdingMinutes"]));
        Assert.Equal($"$1.00 (+0.50 % of the stake) after 3 min: {exit.Reason}", steps[^1].Words);
        var order = (await cluster.Executor.GetOrdersAsync(10)).Single(order => order.SignalId == entry.Tag);
        Assert.NotNull(order.LatencySeconds);
    }

    private async Task A_position_closed_by_hand_brings_a_result_too()
    {
        var signal = ExecutorCluster.Entry("SSS");
        await cluster.Executor.SubmitAsync(signal);
        await cluster.SettleAsync(signal.Id);
        var position = Assert.Single(await _gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken));

        await cluster.Executor.CloseAsync(position.TradeId);

        Assert.Equal("manual", (await cluster.ResultAsync(signal.Id)).ExitReason);
    }

    private async Task An_old_signal_expires_without_a_call()
    {
        var before = _gateway.Entries.Count;
        var signal = ExecutorCluster.Entry("BBB", TimeSpan.FromMinutes(10));

        await cluster.Executor.SubmitAsync(signal);

        Assert.Equal(SignalOutcome.Expired, (await cluster.SettleAsync(signal.Id)).Outcome);
        Assert.Equal(before, _gateway.Entries.Count);
    }

    private async Task An_order_whose_answer_was_lost_is_found_by_its_tag()
    {
        var before = _gateway.Entries.Count;
        _gateway.OnEnter = static (self, order) =>
        {
            self.Fill(order);
            throw new IOException("the connection was reset");
        };
        var signal = ExecutorCluster.Entry("CCC");

        await cluster.Executor.SubmitAsync(signal);
        var verdict = await cluster.SettleAsync(signal.Id);

        Assert.Equal(SignalOutcome.Filled, verdict.Outcome);
        Assert.Equal(before + 1, _gateway.Entries.Count);
    }

    private async Task An_entry_waits_for_the_first_price()
    {
        _gateway.OnEnter = static (self, order) => self.Fill(order);
        cluster.Prices.Forget("PPP");
        var signal = ExecutorCluster.Entry("PPP");
        await cluster.Executor.SubmitAsync(signal);

        Assert.Null(await cluster.Executor.SettleAsync(signal.Id));
        Assert.Contains(await cluster.Executor.GetOrdersAsync(10), order => order.SignalId == signal.Id && order.Detail == "no price of PPP is known");
        cluster.Prices.Set("PPP", 100, TimeSpan.Zero);

        Assert.Equal(SignalOutcome.Filled, (await cluster.SettleAsync(signal.Id)).Outcome);
        _gateway.Close(signal.Id, "by hand");
    }

    private Task An_entry_on_an_old_price_is_refused()
    {
        cluster.Prices.Set("QQQ", 100, TimeSpan.FromMinutes(3));
        return RefusesAsync("QQQ", "the last price of QQQ is 180 s old, allowed 60 s");
    }

    private Task An_entry_far_from_its_price_is_refused()
    {
        cluster.Prices.Set("RRR", 101, TimeSpan.Zero);
        return RefusesAsync("RRR", "price 101.0000 is 1.00 % from the signal's 100.0000, allowed 0.50 %");
    }

    private async Task RefusesAsync(string symbol, string reason)
    {
        var before = _gateway.Entries.Count;
        var signal = ExecutorCluster.Entry(symbol);

        await cluster.Executor.SubmitAsync(signal);
        var verdict = await cluster.SettleAsync(signal.Id);

        Assert.Equal((SignalOutcome.Rejected, reason), (verdict.Outcome, verdict.Detail));
        Assert.Equal(before, _gateway.Entries.Count);
    }

    private async Task A_full_account_refuses_without_a_call()
    {
        var before = _gateway.Entries.Count;
        _gateway.Hold("by hand", "ZZZ");
        var signal = ExecutorCluster.Entry("DDD");

        await cluster.Executor.SubmitAsync(signal);

        Assert.Equal(SignalOutcome.Rejected, (await cluster.SettleAsync(signal.Id)).Outcome);
        Assert.Equal(before, _gateway.Entries.Count);
    }

    private async Task A_pause_holds_entries_back_and_lets_exits_go()
    {
        _gateway.OnEnter = static (self, order) => self.Fill(order);
        await cluster.Executor.SetPausedAsync(true);
        var signal = ExecutorCluster.Entry("EEE");
        await cluster.Executor.SubmitAsync(signal);

        await CloseAllAsync();
        Assert.Null(await cluster.Executor.SettleAsync(signal.Id));
        await cluster.Executor.SetPausedAsync(false);

        Assert.Equal(SignalOutcome.Filled, (await cluster.SettleAsync(signal.Id)).Outcome);
        await CloseAllAsync();
    }

    private async Task A_refusal_is_final()
    {
        _gateway.OnEnter = static (_, order) => OrderResult.Refused($"Failed to enter position for {order.BaseSymbol}.");
        var before = _gateway.Entries.Count;
        var signal = ExecutorCluster.Entry("FFF");

        await cluster.Executor.SubmitAsync(signal);
        var verdict = await cluster.SettleAsync(signal.Id);

        Assert.Equal((SignalOutcome.Rejected, "Failed to enter position for FFF."), (verdict.Outcome, verdict.Detail));
        Assert.Equal(before + 1, _gateway.Entries.Count);
    }

    private async Task An_account_that_cannot_be_reached_is_asked_until_it_can()
    {
        var failures = 2;
        _gateway.OnEnter = (self, order) => failures-- > 0 ? new(OrderVerdict.Unavailable, null, "connection refused") : self.Fill(order);
        var before = _gateway.Entries.Count;
        var signal = ExecutorCluster.Entry("GGG");

        await cluster.Executor.SubmitAsync(signal);

        Assert.Equal(SignalOutcome.Filled, (await cluster.SettleAsync(signal.Id)).Outcome);
        Assert.Equal(before + 3, _gateway.Entries.Count);
        await CloseAllAsync();
    }

    private async Task While_an_outcome_is_unknown_nothing_else_is_sent()
    {
        _gateway.OnEnter = static (_, _) => throw new IOException("the connection was reset");
        var before = _gateway.Entries.Count;
        var lost = ExecutorCluster.Entry("HHH");
        var next = ExecutorCluster.Entry("III");

        await cluster.Executor.SubmitAsync(lost);
        await cluster.Executor.SubmitAsync(next);

        Assert.Null(await cluster.Executor.SettleAsync(lost.Id));
        Assert.Null(await cluster.Executor.SettleAsync(next.Id));
        Assert.Equal(before + 1, _gateway.Entries.Count);
    }

    private async Task CloseAllAsync()
    {
        foreach (var position in await _gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken))
        {
            var close = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            var exit = SignalMapping.Close(position.BaseSymbol, 101, 1, "test", close, position.Tag, position.TradeId);
            await cluster.Executor.SubmitAsync(exit);
            Assert.Equal(SignalOutcome.Filled, (await cluster.SettleAsync(exit.Id)).Outcome);
        }
    }
}
