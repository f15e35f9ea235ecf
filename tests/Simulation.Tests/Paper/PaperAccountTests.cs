using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Simulation.Paper;

namespace SqueezeFlow.Simulation.Tests.Paper;

public sealed class PaperAccountTests : IDisposable
{
    private const long Close = 1_735_690_500_000;
    private readonly MemoryLedger _ledger = new();
    private readonly FixedPrices _prices = new() { ["BTC"] = 100_000, ["ETH"] = 4_000, ["SOL"] = 200 };
    private readonly PaperAccount _account;

    public PaperAccountTests() => _account = Open();

    [Fact]
    public async Task An_entry_fills_at_the_first_trade_after_the_bar_and_pays_its_fee()
    {
        var result = await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);

        var account = await _account.GetAccountAsync(Token);
        Assert.Equal(OrderVerdict.Filled, result.Verdict);
        Assert.Equal((100_000m, 0.006m, 200m, 3, Close + 40), (result.Position!.EntryPrice, result.Position.Quantity, result.Position.StakeUsd, result.Position.Leverage, result.Position.OpenedUnixMs));
        Assert.Equal(0.6m, result.Position.EntryFeeUsd);
        Assert.Equal(9_799.4m, account.FreeUsd);
        Assert.Equal(9_999.4m, account.TotalUsd);
    }

    [Theory]
    [InlineData(PositionSide.Long, 101_000, 4.794)]
    [InlineData(PositionSide.Long, 99_000, -7.194)]
    [InlineData(PositionSide.Short, 99_000, 4.806)]
    [InlineData(PositionSide.Short, 101_000, -7.206)]
    public async Task A_round_trip_earns_the_move_less_both_fees(PositionSide side, double exitPrice, double profit)
    {
        await EnterAsync("t1", "BTC", side, 200, 3);
        _prices["BTC"] = exitPrice;

        var result = await _account.ExitAsync(new("1", "t1", "sqz-close", Close + 300_000), Token);

        var account = await _account.GetAccountAsync(Token);
        Assert.Equal((decimal)profit, result.Position!.ProfitUsd);
        Assert.Equal(((decimal)exitPrice, Close + 300_040, "sqz-close"), (result.Position.ExitPrice!.Value, result.Position.ClosedUnixMs!.Value, result.Position.ExitReason));
        Assert.Equal(10_000m + (decimal)profit, account.FreeUsd);
        Assert.Equal(account.FreeUsd, account.TotalUsd);
    }

    [Fact]
    public async Task A_loss_ends_at_the_margin()
    {
        await EnterAsync("t1", "BTC", PositionSide.Short, 200, 10);
        _prices["BTC"] = 130_000;

        var result = await _account.ExitAsync(new("1", "t1", "late", Close), Token);

        Assert.Equal(-202m, result.Position!.ProfitUsd);
        Assert.Equal("liquidation", result.Position.ExitReason);
        Assert.Equal(9_798m, (await _account.GetAccountAsync(Token)).TotalUsd);
    }

    [Fact]
    public async Task The_same_tag_never_opens_two()
    {
        var first = await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);
        var second = await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);

        Assert.Equal(first.Position, second.Position);
        Assert.Equal(OrderVerdict.Filled, second.Verdict);
        Assert.Single(await _account.GetOpenPositionsAsync(Token));
    }

    [Fact]
    public async Task The_same_tag_answers_with_its_position_after_it_was_closed()
    {
        await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);
        var closed = await _account.ExitAsync(new("1", "t1", "done", Close), Token);

        var again = await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);

        Assert.Equal(closed.Position, again.Position);
    }

    [Fact]
    public async Task A_second_position_of_a_pair_is_refused_in_the_bots_words()
    {
        await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);

        var result = await EnterAsync("t2", "BTC", PositionSide.Short, 200, 3);

        Assert.Equal(OrderResult.Refused("position for BTC/USDT:USDT already open - id: 1"), result);
    }

    [Fact]
    public async Task More_than_the_maximum_is_refused()
    {
        await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);
        await EnterAsync("t2", "ETH", PositionSide.Long, 200, 3);

        var result = await EnterAsync("t3", "SOL", PositionSide.Long, 200, 3);

        Assert.Equal(OrderResult.Refused("Maximum number of trades is reached."), result);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-50)]
    public async Task A_stake_far_below_the_minimum_is_refused(double stake)
    {
        var result = await EnterAsync("t1", "BTC", PositionSide.Long, (decimal)stake, 3);

        Assert.Equal(OrderResult.Refused("Failed to enter position for BTC/USDT:USDT."), result);
    }

    [Fact]
    public async Task A_stake_little_below_the_minimum_is_raised()
    {
        var result = await EnterAsync("t1", "SOL", PositionSide.Long, 4.2m, 1);

        Assert.Equal(5m, result.Position!.StakeUsd);
    }

    [Fact]
    public async Task A_stake_above_the_cash_is_cut_so_that_the_fee_fits()
    {
        var result = await EnterAsync("t1", "SOL", PositionSide.Long, 50_000, 10);

        var account = await _account.GetAccountAsync(Token);
        Assert.InRange(result.Position!.StakeUsd, 9_900m, 9_901m);
        Assert.InRange(account.FreeUsd, 0m, 0.01m);
    }

    [Fact]
    public async Task Leverage_is_cut_to_the_largest()
    {
        var result = await EnterAsync("t1", "SOL", PositionSide.Long, 100, 50);

        Assert.Equal(10, result.Position!.Leverage);
    }

    [Fact]
    public async Task Without_a_later_trade_nothing_is_booked_and_the_order_may_be_repeated()
    {
        _prices["BTC"] = null;

        var result = await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);

        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
        Assert.StartsWith("No trade of BTC/USDT:USDT at or after 2025-01-01 00:15:00Z", result.Reason);
        Assert.Empty(await _account.GetOpenPositionsAsync(Token));
    }

    [Fact]
    public async Task An_exit_of_a_closed_position_answers_with_it()
    {
        await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);
        var first = await _account.ExitAsync(new("1", "t1", "a", Close), Token);
        _prices["BTC"] = 90_000;

        var second = await _account.ExitAsync(new("1", "t1", "b", Close), Token);

        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("1", "other")]
    [InlineData("2", "t1")]
    public async Task An_exit_whose_id_and_tag_do_not_belong_together_is_refused(string tradeId, string tag)
    {
        await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);

        var result = await _account.ExitAsync(new(tradeId, tag, "x", Close), Token);

        Assert.Equal(OrderVerdict.Refused, result.Verdict);
        Assert.Single(await _account.GetOpenPositionsAsync(Token));
    }

    [Fact]
    public async Task Books_survive_a_restart()
    {
        await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);
        await EnterAsync("t2", "ETH", PositionSide.Short, 100, 2);
        await _account.ExitAsync(new("1", "t1", "a", Close), Token);
        using var reopened = Open();

        Assert.Equal(await _account.GetAccountAsync(Token), await reopened.GetAccountAsync(Token));
        Assert.Equal("t2", Assert.Single(await reopened.GetOpenPositionsAsync(Token)).Tag);
        Assert.Equal("t1", Assert.Single(await reopened.GetClosedPositionsAsync(10, Token)).Tag);
        Assert.NotNull(await reopened.FindByTagAsync("t1", Token));
        Assert.Null(await reopened.FindByTagAsync("t9", Token));
    }

    [Fact]
    public async Task A_ledger_that_fails_leaves_the_books_as_they_were()
    {
        await _account.GetAccountAsync(Token);
        _ledger.IsBroken = true;

        var result = await EnterAsync("t1", "BTC", PositionSide.Long, 200, 3);

        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
        Assert.Empty(await _account.GetOpenPositionsAsync(Token));
        Assert.Equal(10_000m, (await _account.GetAccountAsync(Token)).FreeUsd);
    }

    [Fact]
    public async Task Reads_fail_while_the_ledger_cannot_be_reached()
    {
        _ledger.IsBroken = true;

        await Assert.ThrowsAsync<IOException>(() => _account.GetAccountAsync(Token));
    }

    [Fact]
    public async Task Many_entries_at_once_open_no_more_than_the_maximum()
    {
        string[] coins = ["BTC", "ETH", "SOL", "BTC", "ETH", "SOL"];

        var results = await Task.WhenAll(coins.Select((coin, i) => EnterAsync($"t{i}", coin, PositionSide.Long, 100, 2)));

        Assert.Equal(2, results.Count(result => result.Verdict == OrderVerdict.Filled));
        Assert.Equal(2, (await _account.GetOpenPositionsAsync(Token)).Count);
    }

    [Fact]
    public async Task An_account_that_moves_between_processes_goes_on_with_what_the_other_booked()
    {
        using var here = new PaperAccount(new SharedLedger(_ledger), _prices, Options.Create(new PaperOptions()));
        using var there = new PaperAccount(new SharedLedger(_ledger), _prices, Options.Create(new PaperOptions()));
        await here.EnterAsync(new("t1", "BTC", PositionSide.Long, 200, 3, Close), Token);
        await there.ExitAsync(new("1", "t1", "a", Close), Token);
        await there.EnterAsync(new("t2", "ETH", PositionSide.Long, 200, 3, Close), Token);

        var again = await here.EnterAsync(new("t3", "SOL", PositionSide.Long, 200, 3, Close), Token);

        Assert.Equal("3", again.Position!.TradeId);
        Assert.Equal(["t2", "t3"], (await here.GetOpenPositionsAsync(Token)).Select(position => position.Tag));
        Assert.Equal("t1", Assert.Single(await here.GetClosedPositionsAsync(10, Token)).Tag);
        Assert.Equal(await here.GetAccountAsync(Token), await there.GetAccountAsync(Token));
    }

    public void Dispose() => _account.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PaperAccount Open() => new(_ledger, _prices, Options.Create(new PaperOptions()));

    private Task<OrderResult> EnterAsync(string tag, string symbol, PositionSide side, decimal stake, int leverage) =>
        _account.EnterAsync(new(tag, symbol, side, stake, leverage, Close), Token);
}
