using System.Diagnostics;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Grains.Tracing;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Tracing;

/// <summary>The only ones here that listen, one after another.</summary>
public sealed class FlowTracingTests
{
    private readonly List<Activity> _steps = [];

    [Fact]
    public void Without_a_listener_nothing_is_made_and_nothing_allocated()
    {
        object followed = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

        var bytes = Allocation.Of(_ =>
        {
            var made = FlowTracing.Here() != default || FlowTracing.Lane(followed, "BTC") is not null || FlowTracing.Arrive("symbol.ingest", "BTC") is not null
                || FlowTracing.Step("symbol.evaluate", "BTC", (ActivityContext)followed) is not null || FlowTracing.OfSignal("signal.send", "id") is not null;
            Assert.False(made);
        });

        Assert.Equal(0, bytes);
    }

    [Fact]
    public async Task Every_step_of_a_signal_is_in_the_trace_of_its_id()
    {
        using var listener = Listen();
        var gateway = new TracedGateway(new AbsentAccount("main"), "main");
        await gateway.EnterAsync(new("sqz-1", "BTC", PositionSide.Long, 100, 1, 1_000), TestContext.Current.CancellationToken);
        await gateway.ExitAsync(new("7", "sqz-1", "sqz-2", 2_000), TestContext.Current.CancellationToken);
        await gateway.ExitAsync(new("8", "sqz-3", ExitOrder.ByHand, 2_000), TestContext.Current.CancellationToken);
        using (FlowTracing.OfSignal("executor.submit", "sqz-1", "main"))
        {
        }

        Assert.Equal(
            [("account.enter", SignalTrace.Of("sqz-1").TraceId), ("account.exit", SignalTrace.Of("sqz-2").TraceId), ("account.exit", SignalTrace.Of("sqz-3").TraceId), ("executor.submit", SignalTrace.Of("sqz-1").TraceId)],
            _steps.Select(step => (step.OperationName, step.TraceId)));
        Assert.NotNull(_steps[0].GetTagItem("verdict"));
    }

    [Fact]
    public void What_led_to_a_signal_is_linked_and_told_its_id()
    {
        using var listener = Listen();
        var read = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        using var evaluation = FlowTracing.Step("symbol.evaluate", "BTC", read)!;

        using (FlowTracing.OfSignal("signal.send", "sqz-1"))
        {
        }

        var given = Assert.Single(_steps);
        Assert.Equal(evaluation.Context, Assert.Single(given.Links).Context);
        Assert.Equal("sqz-1", evaluation.GetTagItem("signal"));
        Assert.Equal(SignalTrace.Of("sqz-1").TraceId, given.TraceId);
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FlowTracing.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _steps.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
