using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class RetentionTests
{
    [Fact]
    public async Task Seconds_older_than_the_configured_age_go_and_younger_ones_stay()
    {
        using var store = new StoreFixture(configure: options => options.SecondBarRetention = TimeSpan.FromHours(1));
        await store.Bars.WriteAsync(Write([.. Enumerable.Range(0, 12_000).Select(i => Row(Btc, Start + (i * 1_000L)))]), Token);

        var deleted = await store.Maintenance.PruneAsync(Start + 11_999_000, Token);

        var left = await store.ReadAllAsync(Timeframe.S1);
        Assert.Equal(12_000 - 3_601, deleted);
        Assert.Equal((3_601, Start + 8_399_000), (left.Count, left[0].Bar.OpenUnixMs));
        Assert.Equal([new(Btc, Start + 11_999_000)], await store.Bars.ReadMarketsAsync(Token));
    }

    [Theory]
    [InlineData("10s", 1)]
    [InlineData("1m", 7)]
    [InlineData("5m", 30)]
    [InlineData("15m", 90)]
    [InlineData("30m", 180)]
    [InlineData("1h", 365)]
    [InlineData("4h", 1_825)]
    public async Task Longer_bars_go_at_the_age_of_their_timeframe(string text, int days)
    {
        var timeframe = Timeframe.Parse(text);
        using var store = new StoreFixture();
        var age = days * 86_400_000L;
        BarRow[] rows = [new(Btc, timeframe, Bar(Start - 1)), new(Btc, timeframe, Bar(Start)), new(BtcPerp, timeframe, Bar(Start - 1))];
        await store.Bars.WriteAsync(Write(rows), Token);

        var deleted = await store.Maintenance.PruneAsync(Start + age, Token);

        Assert.Equal(2, deleted);
        Assert.Equal(Start, Assert.Single(await store.ReadAllAsync(timeframe)).Bar.OpenUnixMs);
    }

    [Fact]
    public async Task Days_and_books_never_go_and_a_market_without_seconds_has_no_last_one()
    {
        using var store = new StoreFixture();
        await store.Bars.WriteAsync(Write(Row(Btc, Start), new BarRow(Btc, Timeframe.D1, Bar(Start)), Row(BtcPerp, Start)), Token);
        await store.Paper.SaveAsync(1, null, Token);

        await store.Maintenance.PruneAsync(Start + (20L * 365 * 86_400_000), Token);

        Assert.Equal([new(Btc, 0)], await store.Bars.ReadMarketsAsync(Token));
        Assert.Single(await store.ReadAllAsync(Timeframe.D1));
        Assert.NotNull(await store.Paper.LoadAsync(Token));
    }

    [Fact]
    public async Task Gaps_and_signals_go_after_thirty_days()
    {
        using var store = new StoreFixture();
        await store.Bars.WriteAsync(new([], [], [Gap(Btc, Start - 9, Start - 1), Gap(Btc, Start - 3, Start)]), Token);
        await store.Signals.PublishAsync(new(Signal(Start - 1), SignalOutcome.Filled), Token);
        await store.Signals.PublishAsync(new(Signal(Start), SignalOutcome.Filled), Token);

        var deleted = await store.Maintenance.PruneAsync(Start + (30L * 86_400_000), Token);

        Assert.Equal(2, deleted);
        Assert.Equal([Gap(Btc, Start - 3, Start)], await store.Bars.ReadGapsAsync(null, 0, long.MaxValue, Token));
        Assert.Equal(Start, Assert.Single(await store.Signals.ReadAsync(null, 9, Token)).Signal.BarCloseUnixMs);
    }

    [Fact]
    public async Task The_ledger_is_kept_as_long_as_the_bars_that_it_judges()
    {
        using var store = new StoreFixture();
        var young = Run(Btc, Start, Start + 60_000);
        await store.Bars.WriteAsync(new([], [Run(Btc, Start - 60_000, Start), young], []), Token);

        await store.Maintenance.PruneAsync(Start - 1 + (1_825L * 86_400_000), Token);
        var before = await store.Bars.ReadLedgerAsync(Btc, 0, long.MaxValue, Token);
        await store.Maintenance.PruneAsync(Start + (1_825L * 86_400_000), Token);

        Assert.Equal(2, before.Count);
        Assert.Equal([young], await store.Bars.ReadLedgerAsync(Btc, 0, long.MaxValue, Token));
    }

    [Fact]
    public async Task Near_the_cap_the_oldest_seconds_go_before_their_time()
    {
        using var store = new StoreFixture(configure: options => options.MaxFileBytes = 1 << 20);
        var written = 0;
        while (written < 20_000 && await TryWriteAsync(store, written, 500))
        {
            written += 500;
        }

        var deleted = await store.Maintenance.PruneAsync(Start + 20_000_000, Token);

        var left = await store.ReadAllAsync(Timeframe.S1);
        Assert.Equal(5_000, deleted);
        Assert.Equal((written - 5_000, Start + 5_000_000), (left.Count, left[0].Bar.OpenUnixMs));
        Assert.True(await TryWriteAsync(store, written, 500));
        var folded = await store.Bars.ReadFoldedAsync(Btc, Timeframe.Parse("7s"), Start, Start + 5_012_000, Token);
        Assert.Equal([(Start + 4_998_000, true), (Start + 5_005_000, false)], folded.Select(bar => (bar.OpenUnixMs, bar.IsPartial)));
    }

    private static async Task<bool> TryWriteAsync(StoreFixture store, int first, int count)
    {
        var write = Write([.. Enumerable.Range(first, count).Select(i => Row(Btc, Start + (i * 1_000L)))]);
        return await Record.ExceptionAsync(() => store.Bars.WriteAsync(write, Token)) is null;
    }

    private static Signal Signal(long barClose) => new()
    {
        Id = Core.Signals.Signal.IdOf("BTCUSDT", barClose, SignalAction.Long),
        Pair = "BTCUSDT",
        BaseSymbol = "BTC",
        Action = SignalAction.Long,
        BarCloseUnixMs = barClose,
        Score = 1,
        PositionSizeFactor = 1,
        Leverage = 1,
        EntryPrice = 1,
        Confidence = 1,
        Reasoning = "",
    };
}
