using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Silo.Api.External;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class VerdictWaitTests
{
    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(SiloUnavailableException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task An_executor_that_fails_at_once_is_asked_again_a_second_later(Type failure)
    {
        var (asked, clock) = (0, new ManualClock());
        var flow = new FakeFlow
        {
            OnSettle = () => throw (++asked < 100 ? (Exception)Activator.CreateInstance(failure)! : new InvalidOperationException("asked without end")),
        };
        var signal = SignalMapping.Entry("BTC", PositionSide.Long, 100, 7, 0.75, "test", 1_735_689_600_000);

        var waiting = new VerdictWait(flow, clock).WaitAsync(signal, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var atFirst = asked;
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Null(await waiting);
        Assert.Equal(1, atFirst);
        Assert.InRange(asked, 1, 3);
    }
}
