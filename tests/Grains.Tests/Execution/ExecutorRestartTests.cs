using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>What the executor has begun is brought to its end by the next start, from the store alone.</summary>
public sealed class ExecutorRestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;
    private readonly ScriptedGateway _gateway = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_entry_that_was_under_way_is_found_and_an_exit_that_was_outstanding_gets_out()
    {
        var (held, entry) = (_gateway.Hold("sqz-AAAUSDT-1-L", "AAA"), ExecutorCluster.Entry("BBB"));
        var exit = SignalMapping.Close("AAA", 101, 1, "test", entry.BarCloseUnixMs, held.Tag, held.TradeId);
        _gateway.OnExit = static (_, _) => new(OrderVerdict.Unavailable, null, "500 Internal Server Error");
        await using (var first = await ExecutorCluster.StartAsync(_folder, _gateway))
        {
            await first.Executor.SubmitAsync(exit);
            Assert.Null(await first.Executor.SettleAsync(exit.Id));
            Assert.Equal("500 Internal Server Error", Assert.Single((await first.Executor.GetHealthAsync()).Exits).Reason);

            _gateway.IsSilent = true;
            await first.Executor.SubmitAsync(entry);
            Assert.Null(await first.Executor.SettleAsync(entry.Id));
        }

        // The call had left, and had its effect.
        _gateway.IsSilent = false;
        _gateway.Hold(entry.Id, "BBB");
        _gateway.OnExit = static (self, order) => self.Close(order.Tag, order.Reason);
        await using var second = await ExecutorCluster.StartAsync(_folder, _gateway);
        await second.Executor.EnsureAsync();

        Assert.Equal(SignalOutcome.Filled, (await second.SettleAsync(entry.Id)).Outcome);
        Assert.Equal(SignalOutcome.Filled, (await second.SettleAsync(exit.Id)).Outcome);
        Assert.Equal(entry.Id, Assert.Single(_gateway.Entries).Tag);
        Assert.Empty((await second.Executor.GetHealthAsync()).Exits);
        Assert.Equal(
            [StepKind.Received, StepKind.Intent, StepKind.Called, StepKind.Resumed, StepKind.Filled],
            (await second.StepsAsync(entry.Id, StepKind.Filled)).Select(step => step.Kind).Where(kind => kind != StepKind.Given));
        var tried = (await second.StepsAsync(exit.Id, StepKind.Filled)).Select(step => step.Kind).ToList();
        Assert.Equal([StepKind.Postponed, StepKind.Outstanding, StepKind.Resumed, StepKind.Filled], tried.Where(kind => kind > StepKind.Repeated && kind is not (StepKind.Intent or StepKind.Called or StepKind.LookedUp)).Distinct().OrderBy(tried.IndexOf));
        Assert.Equal(
            [NoticeKinds.ExitOutstanding, NoticeKinds.ExitDone, NoticeKinds.ExitFilled], second.Notices.All.Where(notice => notice.Subject == exit.Id).Select(notice => notice.Kind).Distinct());
    }

    [Fact]
    public async Task What_somebody_does_by_hand_is_told()
    {
        var held = _gateway.Hold("sqz-AAAUSDT-1-L", "AAA");
        await using var cluster = await ExecutorCluster.StartAsync(_folder, _gateway);

        await cluster.Executor.SetPausedAsync(true);
        await cluster.Executor.SetPausedAsync(false);
        await cluster.Executor.CloseAsync(held.TradeId);

        Assert.Equal(
            ["entries are paused", "entries are allowed again", $"position {held.TradeId} was told to close: filled"],
            cluster.Notices.Of(NoticeKinds.KillSwitch).Select(notice => notice.Values["action"]));
    }
}
