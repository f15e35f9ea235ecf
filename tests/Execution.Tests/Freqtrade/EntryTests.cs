using SqueezeFlow.Core.Orders;
using SqueezeFlow.Simulation.Freqtrade;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

public sealed class EntryTests
{
    [Fact]
    public async Task An_entry_opens_a_position_with_every_field_as_ordered()
    {
        await using var bench = await Bench.StartAsync();

        var result = await bench.EnterAsync(Bench.Order(side: PositionSide.Short));

        var position = result.Position!;
        Assert.Equal(OrderVerdict.Filled, result.Verdict);
        Assert.Equal(
            (Bench.Tag, "ETH", PositionSide.Short, 200m, 3, 0.24m, 2500m),
            (position.Tag, position.BaseSymbol, position.Side, position.StakeUsd, position.Leverage, position.Quantity, position.EntryPrice));
        Assert.Equal("ETH/USDT:USDT", bench.Bot.Books.Trades.Single().Pair);
    }

    [Fact]
    public async Task An_entry_that_rests_is_accepted()
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Settings.EntriesRest = true;

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Accepted, result.Verdict);
        Assert.Equal((0.24m, false), (result.Position!.Quantity, result.Position.IsFilled));
    }

    [Fact]
    public async Task A_resting_entry_is_seen_to_be_filled_once_it_is()
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Settings.EntriesRest = true;
        await bench.EnterAsync();
        var resting = await bench.Gateway.FindByTagAsync(Bench.Tag, TestContext.Current.CancellationToken);

        bench.Bot.Books.Fill(bench.Bot.Books.Trades.Single());
        var filled = await bench.Gateway.FindByTagAsync(Bench.Tag, TestContext.Current.CancellationToken);

        Assert.Equal((false, true), (resting!.IsFilled, filled!.IsFilled));
    }

    [Fact]
    public async Task The_same_tag_twice_opens_one_position()
    {
        await using var bench = await Bench.StartAsync();
        var first = await bench.EnterAsync();

        var second = await bench.EnterAsync();

        Assert.Equal(first, second);
        Assert.Single(bench.Bot.Books.Trades);
    }

    [Fact]
    public async Task A_tag_whose_position_came_and_went_is_not_entered_again()
    {
        await using var bench = await Bench.StartAsync();
        await bench.EnterAsync();
        bench.Bot.Books.Close(bench.Bot.Books.Trades.Single(), "force_exit");

        var again = await bench.EnterAsync();

        Assert.Equal((OrderVerdict.Filled, false), (again.Verdict, again.Position!.IsOpen));
        Assert.Equal(1, bench.Bot.Counts.Of("POST forceenter"));
    }

    [Theory]
    [InlineData("DropAfterEffect")]
    [InlineData("ErrorAfterEffect")]
    [InlineData("Drop")]
    [InlineData("Error")]
    [InlineData("ProxyFault")]
    [InlineData("Garbage")]
    [InlineData("ForeignTrade")]
    public async Task Without_a_believable_answer_the_outcome_is_unknown(string fault)
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Faults.Add("forceenter", Enum.Parse<BotFault>(fault));

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Unknown, result.Verdict);
        Assert.Equal(1, bench.Bot.Counts.Of("POST forceenter"));
    }

    [Fact]
    public async Task An_answer_later_than_the_limit_is_unknown_and_the_trade_is_found_by_its_tag()
    {
        await using var bench = await Bench.StartAsync();
        var hold = bench.Bot.Faults.Hold("forceenter", BotHoldPoint.AfterEffect);
        var entering = bench.EnterAsync();
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        var result = await entering;
        var found = await bench.Gateway.FindByTagAsync(Bench.Tag, TestContext.Current.CancellationToken);

        Assert.Equal(OrderVerdict.Unknown, result.Verdict);
        Assert.Equal(Bench.Tag, found!.Tag);
    }

    [Fact]
    public async Task A_bot_that_is_down_got_nothing()
    {
        await using var bench = await Bench.StartAsync();
        await bench.Bot.DisposeAsync();

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
    }

    [Theory]
    [InlineData("show_config")]
    [InlineData("status")]
    [InlineData("trades")]
    public async Task When_looking_fails_nothing_is_sent(string call)
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Faults.Add(call, BotFault.Error);

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
        Assert.Equal(0, bench.Bot.Counts.Of("POST forceenter"));
    }

    [Fact]
    public async Task A_pair_that_another_holds_is_refused()
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Books.OpenByHand("ETH/USDT:USDT", "by-hand", id: 4);

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Refused, result.Verdict);
        Assert.Contains("by-hand", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_bot_refuses()
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Settings.MaxOpenTrades = 0;

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Refused, result.Verdict);
    }

    [Fact]
    public async Task A_coin_that_the_venue_does_not_know_is_refused_for_good()
    {
        await using var bench = await Bench.StartAsync();

        var result = await bench.EnterAsync(Bench.Order(coin: "NOPE"));

        Assert.Equal((OrderVerdict.Refused, "Symbol does not exist or market is not active."), (result.Verdict, result.Reason));
    }

    [Fact]
    public async Task Twenty_signals_at_once_are_sent_one_at_a_time_and_never_more_than_fit()
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Settings.EntryDelay = TimeSpan.FromMilliseconds(100);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => bench.EnterAsync(Bench.Order($"sqz-{i}", $"COIN{i}"))));

        Assert.Equal(1, bench.Bot.Counts.MostEntriesInFlight);
        Assert.Equal(3, bench.Bot.Books.Trades.Count);
        Assert.Equal((3, 17), (results.Count(r => r.Verdict == OrderVerdict.Filled), results.Count(r => r.Verdict == OrderVerdict.Refused)));
    }
}
