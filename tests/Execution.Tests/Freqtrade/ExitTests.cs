using SqueezeFlow.Core.Orders;
using SqueezeFlow.Simulation.Freqtrade;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

public sealed class ExitTests
{
    [Fact]
    public async Task An_exit_closes_the_position()
    {
        await using var bench = await Bench.StartAsync();
        var position = (await bench.EnterAsync()).Position!;
        bench.Venue.Set("ETH", 2525);

        var result = await bench.ExitAsync(Bench.ExitOf(position));

        Assert.Equal(OrderVerdict.Filled, result.Verdict);
        Assert.Equal((2525m, 5.397m, "force_exit"), (result.Position!.ExitPrice, result.Position.ProfitUsd, result.Position.ExitReason));
    }

    [Fact]
    public async Task An_exit_that_rests_is_accepted()
    {
        await using var bench = await Bench.StartAsync(("Execution:Freqtrade:ExitWatch", "00:00:00"));
        bench.Bot.Settings.ExitsRest = true;
        var position = (await bench.EnterAsync()).Position!;

        var result = await bench.ExitAsync(Bench.ExitOf(position));

        Assert.Equal((OrderVerdict.Accepted, true), (result.Verdict, result.Position!.IsOpen));
    }

    [Fact]
    public async Task An_exit_that_fills_a_little_later_is_waited_for()
    {
        await using var bench = await Bench.StartAsync(("Execution:Freqtrade:ExitWatch", "00:01:00"));
        bench.Bot.Settings.ExitsRest = true;
        bench.Bot.Settings.LooksUntilExitFills = 2;
        var position = (await bench.EnterAsync()).Position!;

        var exiting = bench.ExitAsync(Bench.ExitOf(position));
        await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(1));
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        var result = await exiting;

        Assert.Equal((OrderVerdict.Filled, "force_exit"), (result.Verdict, result.Position!.ExitReason));
    }

    [Fact]
    public async Task A_position_that_the_bot_closed_itself_answers_with_its_reason()
    {
        await using var bench = await Bench.StartAsync();
        var position = (await bench.EnterAsync()).Position!;
        bench.Bot.Books.Close(bench.Bot.Books.Trades.Single(), "stop_loss");

        var result = await bench.ExitAsync(Bench.ExitOf(position));

        Assert.Equal((OrderVerdict.Filled, "stop_loss"), (result.Verdict, result.Position!.ExitReason));
        Assert.Equal(0, bench.Bot.Counts.Of("POST forceexit"));
    }

    [Fact]
    public async Task A_refusal_that_had_its_effect_withdraws_the_unfilled_entry()
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Settings.EntriesRest = true;
        var position = (await bench.EnterAsync()).Position!;

        var result = await bench.ExitAsync(Bench.ExitOf(position));

        Assert.Equal((OrderVerdict.Filled, 0m, "entry cancelled"), (result.Verdict, result.Position!.ProfitUsd, result.Position.ExitReason));
        Assert.Empty(bench.Bot.Books.Trades);
    }

    [Fact]
    public async Task An_id_that_the_bot_gave_to_another_trade_is_not_closed()
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Settings.EntriesRest = true;
        var withdrawn = (await bench.EnterAsync()).Position!;
        await bench.ExitAsync(Bench.ExitOf(withdrawn));
        bench.Bot.Settings.EntriesRest = false;
        var next = (await bench.EnterAsync(Bench.Order("sqz-next"))).Position!;

        var result = await bench.ExitAsync(Bench.ExitOf(withdrawn));

        Assert.Equal(withdrawn.TradeId, next.TradeId);
        Assert.Equal(OrderVerdict.Refused, result.Verdict);
        Assert.True(bench.Bot.Books.Trades.Single().IsOpen);
    }

    [Theory]
    [InlineData("Error", OrderVerdict.Unknown)]
    [InlineData("Drop", OrderVerdict.Unknown)]
    [InlineData("DropAfterEffect", OrderVerdict.Filled)]
    [InlineData("ErrorAfterEffect", OrderVerdict.Filled)]
    public async Task After_a_lost_answer_the_trade_itself_decides(string fault, OrderVerdict expected)
    {
        await using var bench = await Bench.StartAsync();
        var position = (await bench.EnterAsync()).Position!;
        bench.Bot.Faults.Add("forceexit", Enum.Parse<BotFault>(fault));

        var result = await bench.ExitAsync(Bench.ExitOf(position));

        Assert.Equal(expected, result.Verdict);
    }

    [Fact]
    public async Task An_exit_is_tried_even_when_the_bot_does_not_describe_itself()
    {
        await using var bench = await Bench.StartAsync();
        var position = (await bench.EnterAsync()).Position!;
        bench.Bot.Faults.Add("show_config", BotFault.Error);

        var result = await bench.ExitAsync(Bench.ExitOf(position));

        Assert.Equal(OrderVerdict.Filled, result.Verdict);
    }

    [Fact]
    public async Task A_stopped_bot_may_be_asked_again_to_exit()
    {
        await using var bench = await Bench.StartAsync();
        var position = (await bench.EnterAsync()).Position!;
        bench.Bot.Books.State.Name = "stopped";

        var result = await bench.ExitAsync(Bench.ExitOf(position));

        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
    }

    [Fact]
    public async Task A_filled_trade_that_vanishes_is_not_booked_as_closed()
    {
        await using var bench = await Bench.StartAsync();
        var position = (await bench.EnterAsync()).Position!;
        bench.Bot.Settings.ExitsRest = true;
        var hold = bench.Bot.Faults.Hold("forceexit", BotHoldPoint.AfterEffect);
        var exiting = bench.ExitAsync(Bench.ExitOf(position));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        bench.Bot.Books.Forget(static _ => true);

        bench.Clock.Advance(TimeSpan.FromSeconds(11));
        var result = await exiting;

        Assert.Equal(OrderVerdict.Unknown, result.Verdict);
    }
}
