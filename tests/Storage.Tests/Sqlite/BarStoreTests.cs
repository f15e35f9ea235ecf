using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class BarStoreTests : IDisposable
{
    private readonly StoreFixture _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Bars_come_back_as_written_in_time_order_within_the_half_open_range()
    {
        await _store.Bars.WriteAsync(Write(Row(Btc, Start + 2_000, 3), Row(Btc, Start, 1), Row(BtcPerp, Start, 9), Row(Btc, Start + 1_000, 2)), Token);

        var bars = await _store.Bars.ReadAsync(Btc, Timeframe.S1, Start, Start + 2_000, Token);

        Assert.Equal([Bar(Start, 1), Bar(Start + 1_000, 2)], bars);
    }

    [Fact]
    public async Task Seconds_of_a_market_that_lags_behind_others_are_all_found()
    {
        await _store.Bars.WriteAsync(Write([Row(Btc, Start), .. Enumerable.Range(0, 10).Select(i => Row(BtcPerp, Start + (i * 1_000L)))]), Token);
        await _store.Bars.WriteAsync(Write(Row(Btc, Start + 5_000), Row(Btc, Start + 12_000)), Token);

        var lagging = await _store.Bars.ReadAsync(Btc, Timeframe.S1, 0, long.MaxValue, Token);
        await _store.Bars.WriteAsync(Write([.. Enumerable.Range(20, 200).Select(i => Row(BtcPerp, Start + (i * 1_000L)))]), Token);
        var silent = await _store.Bars.ReadAsync(Btc, Timeframe.S1, 0, long.MaxValue, Token);

        Assert.Equal([Start, Start + 5_000, Start + 12_000], lagging.Select(bar => bar.OpenUnixMs));
        Assert.Equal(lagging, silent);
    }

    [Theory]
    [InlineData("1s")]
    [InlineData("5m")]
    public async Task A_bar_without_prices_keeps_them_NaN(string text)
    {
        var timeframe = Timeframe.Parse(text);
        var bar = new Bar(Start, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, 12.5, 0);
        await _store.Bars.WriteAsync(Write(new BarRow(Btc, timeframe, bar)), Token);

        var read = Assert.Single(await _store.Bars.ReadAsync(Btc, timeframe, Start, Start + 1, Token));

        Assert.Equal(bar, read);
    }

    [Fact]
    public async Task Numbers_keep_every_bit()
    {
        var bar = new Bar(Start, 0.1 + 0.2, double.MaxValue, double.Epsilon, 1e15 + 1, 1.0 / 3, 3, long.MaxValue, 1, -1.5, 1e-300);
        await _store.Bars.WriteAsync(Write(new BarRow(Btc, Timeframe.S1, bar)), Token);

        var read = Assert.Single(await _store.Bars.ReadAsync(Btc, Timeframe.S1, Start, Start + 1, Token));

        Assert.Equal(bar, read);
    }

    [Fact]
    public async Task A_second_write_of_the_same_bar_replaces_it()
    {
        await _store.Bars.WriteAsync(Write(Row(Btc, Start, 1), new BarRow(Btc, Timeframe.M5, Bar(Start, 1))), Token);

        await _store.Bars.WriteAsync(Write(Row(Btc, Start, 2), new BarRow(Btc, Timeframe.M5, Bar(Start, 2))), Token);

        Assert.Equal([Bar(Start, 2)], await _store.Bars.ReadAsync(Btc, Timeframe.S1, 0, long.MaxValue, Token));
        Assert.Equal([Bar(Start, 2)], await _store.Bars.ReadAsync(Btc, Timeframe.M5, 0, long.MaxValue, Token));
    }

    [Fact]
    public async Task The_last_of_two_rows_with_one_key_in_a_batch_stands()
    {
        var rows = Enumerable.Range(0, 200).Select(i => Row(Btc, Start + (i * 7 % 20 * 1_000), i)).ToArray();

        await _store.Bars.WriteAsync(Write(rows), Token);

        var bars = await _store.Bars.ReadAsync(Btc, Timeframe.S1, 0, long.MaxValue, Token);
        Assert.Equal(rows.GroupBy(row => row.Bar.OpenUnixMs).OrderBy(group => group.Key).Select(group => group.Last().Bar), bars);
    }

    [Theory]
    [InlineData("1s", 1_000)]
    [InlineData("5m", 300_000)]
    public async Task All_bars_stream_by_market_then_time(string text, long step)
    {
        var timeframe = Timeframe.Parse(text);
        string[] names = ["OKX:b", "BINANCE_FUTURES:a", "BINANCE:z", "BINANCE:A", "BYBIT2:x", "BYBIT:x", "BINANCE:ü"];
        var rows = (from i in Enumerable.Range(0, 1_000)
                    from name in names
                    select new BarRow(MarketId.Parse(name), timeframe, Bar(Start + (i * step), i), i % 2 == 0)).ToArray();
        await _store.Bars.WriteAsync(Write(rows), Token);

        var read = await _store.ReadAllAsync(timeframe);

        Assert.Equal(rows.OrderBy(row => row.Market).ThenBy(row => row.Bar.OpenUnixMs), read);
    }

    [Fact]
    public async Task A_stream_that_is_left_early_gives_its_reader_back()
    {
        await _store.Bars.WriteAsync(Write([.. Enumerable.Range(0, 5_000).Select(i => Row(Btc, Start + (i * 1_000L)))]), Token);

        for (var i = 0; i < _store.Options.Readers * 3; i++)
        {
            await foreach (var row in _store.Bars.ReadAllAsync(Timeframe.S1, 0, long.MaxValue, Token))
            {
                Assert.Equal(Start, row.Bar.OpenUnixMs);
                break;
            }
        }

        Assert.Equal(5_000, (await _store.ReadAllAsync(Timeframe.S1)).Count);
    }

    [Fact]
    public async Task A_stream_sees_the_data_as_they_were_when_it_began()
    {
        await _store.Bars.WriteAsync(Write([.. Enumerable.Range(0, 3_000).Select(i => Row(Btc, Start + (i * 1_000L)))]), Token);
        var read = 0;

        await foreach (var row in _store.Bars.ReadAllAsync(Timeframe.S1, 0, long.MaxValue, Token))
        {
            if (read++ == 0)
            {
                await _store.Bars.WriteAsync(Write(Row(Btc, Start + 9_000_000)), Token);
            }
        }

        Assert.Equal(3_000, read);
    }

    [Fact]
    public async Task A_one_second_bar_off_the_second_is_refused_and_nothing_is_kept()
    {
        var write = Write(Row(Btc, Start), Row(Btc, Start + 1));

        await Assert.ThrowsAsync<ArgumentException>(() => _store.Bars.WriteAsync(write, Token));

        Assert.Empty(await _store.ReadAllAsync(Timeframe.S1));
        Assert.Empty(await _store.Bars.ReadMarketsAsync(Token));
    }

    [Fact]
    public async Task An_unknown_market_has_no_bars_and_an_absurd_range_is_no_trouble()
    {
        await _store.Bars.WriteAsync(Write(Row(Btc, Start)), Token);

        Assert.Empty(await _store.Bars.ReadAsync(BtcPerp, Timeframe.S1, long.MinValue, long.MaxValue, Token));
        Assert.Single(await _store.Bars.ReadAsync(Btc, Timeframe.S1, long.MinValue, long.MaxValue, Token));
        Assert.Empty(await _store.Bars.ReadAsync(Btc, Timeframe.S1, Start + 1, Start, Token));
    }
}
