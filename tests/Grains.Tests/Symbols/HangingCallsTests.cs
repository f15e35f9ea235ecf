using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>Neither a symbol nor an executor waits for the other: what hangs costs the other side nothing.</summary>
public sealed class HangingCallsTests(SymbolCluster cluster) : IClassFixture<SymbolCluster>
{
    [Fact]
    public async Task A_symbol_that_hangs_holds_up_its_own_verdicts_and_no_entry()
    {
        var free = new TradedSymbol(cluster, "FREE");
        await free.BeginWithBarsAsync();
        var hanging = new TradedSymbol(cluster, "STUCK");
        await hanging.BeginWithBarsAsync();
        await hanging.TradeAsync();
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writes = 0;

        // The first keeps the signal; the second is that of its verdict.
        cluster.State.Gate = key => key == "STUCK" && Interlocked.Increment(ref writes) > 1 ? released.Task : null;
        var sent = new ExternalSignal { Id = "1", Symbol = "STUCK", Action = SignalAction.Long };
        var first = (await cluster.External(sent.Key).GiveAsync(sent)).Record!.Signal.Id;
        Assert.Equal(SignalOutcome.Filled, (await SettleAsync(first)).Outcome);
        await hanging.UntilAsync(() => Task.FromResult(Volatile.Read(ref writes) > 1));

        await free.TradeAsync();
        var next = new ExternalSignal { Id = "2", Symbol = "FREE", Action = SignalAction.Long };
        var second = (await cluster.External(next.Key).GiveAsync(next)).Record!.Signal.Id;
        Assert.Equal(SignalOutcome.Filled, (await SettleAsync(second)).Outcome);
        Assert.Equal([first, second], cluster.Gateway.Entries.Select(order => order.Tag));

        released.SetResult();
        await hanging.UntilAsync(async () => (await hanging.Grain.GetViewAsync()).PendingSignals == 0);
    }

    [Fact]
    public async Task An_executor_that_hangs_holds_up_no_trade()
    {
        var symbol = new TradedSymbol(cluster, "COUNTED");
        await symbol.BeginWithBarsAsync();
        cluster.Gateway.Hold("sqz-COUNTEDUSDT-1-L", "COUNTED");
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.State.Gate = key => key == "main" ? released.Task : null;
        await symbol.TradeAsync(price: 80);
        await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 1);

        // Sent again after two seconds, with the executor in the midst of a write.
        await symbol.Grain.EnsureAsync();
        await symbol.TradeAsync(price: 80);
        cluster.Clock.Advance(TimeSpan.FromSeconds(3));
        await symbol.Grain.TickAsync();
        await symbol.TradeAsync(price: 80);
        Assert.False(released.Task.IsCompleted);

        released.SetResult();
        await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 0);
        Assert.Single(cluster.Gateway.Exits, exit => exit.Tag == "sqz-COUNTEDUSDT-1-L");
    }

    [Fact]
    public async Task A_verdict_that_cannot_be_written_is_told_all_the_same()
    {
        var held = cluster.Gateway.Hold("sqz-UNWRITTENUSDT-1-L", "UNWRITTEN");
        var exit = SignalMapping.Close("UNWRITTEN", 101, 1, "test", cluster.Clock.NowUnixMs, held.Tag, held.TradeId);
        cluster.Gateway.OnExit = (gateway, order) =>
        {
            cluster.State.FailsFor = "main";
            return gateway.Close(order.Tag, order.Reason);
        };

        await cluster.Executor.SubmitAsync(exit);
        await new TradedSymbol(cluster, "UNWRITTEN").UntilAsync(() => Task.FromResult(cluster.Screen.Orders.Any(order => order.SignalId == exit.Id && order.State == "filled")));
        cluster.State.FailsFor = null;
        cluster.Gateway.OnExit = static (gateway, order) => gateway.Close(order.Tag, order.Reason);

        Assert.Equal(SignalOutcome.Filled, (await SettleAsync(exit.Id)).Outcome);
    }

    private async Task<SignalRecord> SettleAsync(string id)
    {
        for (var i = 0; i < 5; i++)
        {
            if (await cluster.Executor.SettleAsync(id).WaitAsync(TestContext.Current.CancellationToken) is { } verdict)
            {
                return verdict;
            }
        }

        throw new TimeoutException($"the executor gave no verdict on {id} in 5 waits, 15 s; a call between grains may take 30 s");
    }
}
