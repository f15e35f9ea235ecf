using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Execution.Tests.Contract;

/// <summary>What the executor rests on, whatever account stands behind it: each account's tests run these.</summary>
public abstract class OrderGatewayContract
{
    /// <summary>Positions that the account holds at once.</summary>
    protected const int MaxOpen = 3;

    private const long Close = 1_795_368_000_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The account, without positions; asked for once in a test.</summary>
    protected abstract Task<IOrderGateway> OpenAsync();

    [Fact]
    public async Task A_new_account_holds_nothing_and_has_money()
    {
        var gateway = await OpenAsync();

        var account = await gateway.GetAccountAsync(Token);

        Assert.Empty(await gateway.GetOpenPositionsAsync(Token));
        Assert.Empty(await gateway.GetClosedPositionsAsync(10, Token));
        Assert.True(account is { IsDryRun: true, TotalUsd: > 0, FreeUsd: > 0, MaxOpenPositions: MaxOpen }, $"{account}");
    }

    [Theory]
    [InlineData(PositionSide.Long)]
    [InlineData(PositionSide.Short)]
    public async Task An_entry_opens_a_position_that_is_listed_and_found_by_its_tag(PositionSide side)
    {
        var gateway = await OpenAsync();

        var result = await gateway.EnterAsync(Entry("sqz-1", "ETH", side), Token);

        Assert.Equal((OrderVerdict.Filled, "sqz-1", "ETH", side, true, true), (result.Verdict, result.Position!.Tag, result.Position.BaseSymbol, result.Position.Side, result.Position.IsOpen, result.Position.IsFilled));
        Assert.True(result.Position is { Quantity: > 0, EntryPrice: > 0, StakeUsd: > 0, Leverage: 3 }, $"{result.Position}");
        Assert.Equal(result.Position, Assert.Single(await gateway.GetOpenPositionsAsync(Token)));
        Assert.Equal(result.Position, await gateway.FindByTagAsync("sqz-1", Token));
        Assert.Null(await gateway.FindByTagAsync("sqz-2", Token));
    }

    [Fact]
    public async Task The_same_tag_twice_is_one_position()
    {
        var gateway = await OpenAsync();
        var first = await gateway.EnterAsync(Entry("sqz-1", "ETH"), Token);

        var second = await gateway.EnterAsync(Entry("sqz-1", "ETH"), Token);

        Assert.Equal(first, second);
        Assert.Single(await gateway.GetOpenPositionsAsync(Token));
    }

    [Fact]
    public async Task A_tag_whose_position_came_and_went_is_not_entered_again()
    {
        var gateway = await OpenAsync();
        var opened = (await gateway.EnterAsync(Entry("sqz-1", "ETH"), Token)).Position!;
        await gateway.ExitAsync(Exit(opened), Token);

        var again = await gateway.EnterAsync(Entry("sqz-1", "ETH"), Token);

        Assert.Equal((OrderVerdict.Filled, false), (again.Verdict, again.Position!.IsOpen));
        Assert.Empty(await gateway.GetOpenPositionsAsync(Token));
    }

    [Fact]
    public async Task A_second_position_of_a_coin_and_one_too_many_are_refused_with_a_reason()
    {
        var gateway = await OpenAsync();
        await gateway.EnterAsync(Entry("sqz-1", "BTC"), Token);

        var second = await gateway.EnterAsync(Entry("sqz-2", "BTC"), Token);
        await gateway.EnterAsync(Entry("sqz-3", "ETH"), Token);
        await gateway.EnterAsync(Entry("sqz-4", "SOL"), Token);
        var full = await gateway.EnterAsync(Entry("sqz-5", "ADA"), Token);

        Assert.Equal((OrderVerdict.Refused, OrderVerdict.Refused), (second.Verdict, full.Verdict));
        Assert.All([second.Reason, full.Reason], static reason => Assert.NotEmpty(reason!));
        Assert.Equal(["sqz-1", "sqz-3", "sqz-4"], (await gateway.GetOpenPositionsAsync(Token)).Select(position => position.Tag));
    }

    [Fact]
    public async Task Twenty_entries_at_once_are_never_more_than_fit()
    {
        var gateway = await OpenAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => gateway.EnterAsync(Entry($"sqz-{i}", $"C{i % 10}"), Token)));

        Assert.Equal((MaxOpen, 20 - MaxOpen), (results.Count(result => result.Verdict == OrderVerdict.Filled), results.Count(result => result.Verdict == OrderVerdict.Refused)));
        Assert.Equal(MaxOpen, (await gateway.GetOpenPositionsAsync(Token)).Select(position => position.BaseSymbol).Distinct().Count());
    }

    [Fact]
    public async Task An_exit_closes_the_position_and_asking_again_answers_with_it()
    {
        var gateway = await OpenAsync();
        var opened = (await gateway.EnterAsync(Entry("sqz-1", "ETH"), Token)).Position!;
        var other = (await gateway.EnterAsync(Entry("sqz-2", "BTC"), Token)).Position!;

        var first = await gateway.ExitAsync(Exit(opened), Token);
        var second = await gateway.ExitAsync(Exit(opened), Token);

        Assert.Equal((OrderVerdict.Filled, false), (first.Verdict, first.Position!.IsOpen));
        Assert.True(first.Position is { ExitPrice: > 0, ProfitUsd: not null, ExitReason.Length: > 0 }, $"{first.Position}");
        Assert.Equal(first, second);
        Assert.Equal(first.Position, Assert.Single(await gateway.GetClosedPositionsAsync(10, Token)));
        Assert.Equal(first.Position, await gateway.FindByTagAsync("sqz-1", Token));
        Assert.Equal(other, Assert.Single(await gateway.GetOpenPositionsAsync(Token)));
    }

    [Fact]
    public async Task An_exit_whose_tag_is_not_that_of_the_id_closes_nothing()
    {
        var gateway = await OpenAsync();
        var opened = (await gateway.EnterAsync(Entry("sqz-1", "ETH"), Token)).Position!;

        var result = await gateway.ExitAsync(Exit(opened) with { Tag = "sqz-2" }, Token);

        Assert.Equal(OrderVerdict.Refused, result.Verdict);
        Assert.Equal(opened, Assert.Single(await gateway.GetOpenPositionsAsync(Token)));
    }

    [Fact]
    public async Task Closed_positions_are_as_many_as_are_asked_for_and_the_newest_first()
    {
        var gateway = await OpenAsync();
        foreach (var coin in (string[])["BTC", "ETH", "SOL"])
        {
            await gateway.ExitAsync(Exit((await gateway.EnterAsync(Entry($"sqz-{coin}", coin), Token)).Position!), Token);
        }

        var closed = await gateway.GetClosedPositionsAsync(2, Token);

        Assert.Equal(["sqz-SOL", "sqz-ETH"], closed.Select(position => position.Tag));
    }

    private static EntryOrder Entry(string tag, string coin, PositionSide side = PositionSide.Long) => new(tag, coin, side, 100, 3, Close);

    private static ExitOrder Exit(Position position) => new(position.TradeId, position.Tag, "sqz-close", Close + 300_000);
}
