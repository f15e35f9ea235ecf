using SqueezeFlow.Core.Orders;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Contract;

/// <summary>The books of paper accounts, alike in every store.</summary>
public abstract class PaperBattery : RecordBattery
{
    [Fact]
    public async Task A_new_paper_account_has_no_books()
    {
        Assert.Null(await Store.Paper.LoadAsync(Token));
    }

    [Fact]
    public async Task The_books_keep_every_digit_of_money_and_the_order_of_opening()
    {
        var first = Position("1", Start);
        var second = Position("2", Start + 1) with { Quantity = 0.0000000000000000000000000001m };
        var closed = first with { ClosedUnixMs = Start + 9, ExitPrice = 101.10m, ProfitUsd = -0.12345678901234567890m, ExitReason = "sqz-x" };
        await Store.Paper.SaveAsync(1_000m, null, Token);
        await Store.Paper.SaveAsync(900.10m, first, Token);
        await Store.Paper.SaveAsync(800m, second, Token);

        await Store.Paper.SaveAsync(10_000.123456789012345678m, closed, Token);

        await using var reopened = await Store.ReopenAsync();
        var books = await reopened.Paper.LoadAsync(Token);
        Assert.Equal(10_000.123456789012345678m, books!.CashUsd);
        Assert.Equal([closed, second], books.Positions);
    }

    [Fact]
    public async Task Each_paper_account_has_books_of_its_own_that_keep_every_digit_and_the_order_of_opening()
    {
        var (alts, other) = (Store.Ledgers.LedgerOf("alts"), Store.Ledgers.LedgerOf("alt"));
        Assert.Null(await alts.LoadAsync(Token));
        var second = Position("2", Start + 1) with { Quantity = 0.0000000000000000000000000001m };
        var closed = Position("1", Start) with { ClosedUnixMs = Start + 9, ExitPrice = 101.10m, ProfitUsd = -0.12345678901234567890m, ExitReason = "sqz-x" };
        var (ninth, tenth) = (Position("9", Start + 2), Position("10", Start + 2));
        await alts.SaveAsync(1_000m, null, Token);
        await alts.SaveAsync(900m, Position("1", Start), Token);
        await alts.SaveAsync(800m, ninth, Token);
        await alts.SaveAsync(800m, tenth, Token);
        await alts.SaveAsync(700m, second, Token);

        await alts.SaveAsync(10_000.123456789012345678m, closed, Token);
        await other.SaveAsync(5m, null, Token);

        await using var reopened = await Store.ReopenAsync();
        var books = await reopened.Ledgers.LedgerOf("alts").LoadAsync(Token);
        Assert.Equal(10_000.123456789012345678m, books!.CashUsd);
        Assert.Equal([closed, second, ninth, tenth], books.Positions);
        Assert.Equal((5m, 0), await other.LoadAsync(Token) is { } few ? (few.CashUsd, few.Positions.Count) : default);
        Assert.Null(await Store.Ledgers.LedgerOf("main").LoadAsync(Token));
        Assert.Same(Store.Paper, Store.Ledgers.LedgerOf("main"));
    }

    private static Position Position(string id, long opened) => new()
    {
        TradeId = id,
        Tag = "sqz-" + id,
        BaseSymbol = "BTC",
        Side = PositionSide.Short,
        Quantity = 1.50m,
        EntryPrice = 100.00m,
        Leverage = 2,
        StakeUsd = 75m,
        EntryFeeUsd = 0.05m,
        OpenedUnixMs = opened,
    };
}
