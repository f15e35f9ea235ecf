using SqueezeFlow.Core.Bars;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class BarStoreTests : IDisposable
{
    private readonly StoreFixture _store = new();

    public void Dispose() => _store.Dispose();

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
}
