using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Simulation.Freqtrade;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

public sealed class BreakerTests
{
    [Fact]
    public async Task Five_failures_in_a_row_pause_entries_for_thirty_seconds_and_exits_go_on()
    {
        await using var bench = await Bench.StartAsync();
        var held = (await bench.EnterAsync(Bench.Order("sqz-held", "BTC"))).Position!;
        await FailAsync(bench, 5);

        var paused = await bench.EnterAsync();
        var exit = await bench.ExitAsync(Bench.ExitOf(held));
        bench.Clock.Advance(TimeSpan.FromSeconds(30));
        var trial = await bench.EnterAsync();

        Assert.Equal(
            (OrderVerdict.Unavailable, OrderVerdict.Filled, OrderVerdict.Filled),
            (paused.Verdict, exit.Verdict, trial.Verdict));
    }

    [Fact]
    public async Task A_trial_that_fails_pauses_again()
    {
        await using var bench = await Bench.StartAsync();
        await FailAsync(bench, 5);
        bench.Clock.Advance(TimeSpan.FromSeconds(30));

        await FailAsync(bench, 1);
        var paused = await bench.EnterAsync();

        Assert.Contains("paused", paused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_starts_the_count_anew()
    {
        await using var bench = await Bench.StartAsync();
        await FailAsync(bench, 4);
        await bench.EnterAsync(Bench.Order("sqz-nope", "NOPE"));

        await FailAsync(bench, 4);
        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Filled, result.Verdict);
    }

    [Fact]
    public void A_pause_and_its_end_are_told_and_single_failures_are_not()
    {
        var (told, clock) = (new ToldNotices(), new TestClock());
        var breaker = new EntryBreaker("hedge", 3, TimeSpan.FromSeconds(30), told, clock);

        breaker.Fail();
        breaker.Fail();
        breaker.Succeed();
        Assert.Empty(told.All);

        breaker.Fail();
        breaker.Fail();
        breaker.Fail();
        clock.Advance(TimeSpan.FromSeconds(31));
        breaker.Succeed();
        breaker.Succeed();

        Assert.Equal([NoticeKinds.BreakerOpen, NoticeKinds.BreakerClosed], told.All.Select(notice => notice.Kind));
        Assert.Equal(("hedge", "3"), (told.All[0].Values["account"], told.All[0].Values["failures"]));
    }

    private static async Task FailAsync(Bench bench, int times)
    {
        bench.Bot.Faults.Add("forceenter", BotFault.Error, times);
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(OrderVerdict.Unknown, (await bench.EnterAsync(Bench.Order($"sqz-fail-{i}"))).Verdict);
        }
    }
}
