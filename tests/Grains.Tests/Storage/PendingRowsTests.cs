using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Storage;

namespace SqueezeFlow.Grains.Tests.Storage;

public sealed class PendingRowsTests
{
    private static readonly MarketId Market = new("BINANCE", "btcusdt");

    private readonly PendingRows _pending = new();

    [Fact]
    public void A_later_row_replaces_the_earlier_of_its_key()
    {
        _pending.Add([Row(0, 1)], [], []);
        _pending.Add([Row(0, 2)], [], []);

        Assert.Equal(2, Assert.Single(_pending.Take().Bars).Bar.BuyNotional);
    }

    [Fact]
    public void Our_part_of_a_bucket_does_not_replace_the_whole_of_it_from_the_venues_history()
    {
        var imported = Row(0, 5) with { Timeframe = Timeframe.M5, IsImported = true };
        var own = Row(0, 4) with { Timeframe = Timeframe.M5 };

        _pending.Add([imported], [], []);
        _pending.Add([own], [], []);
        var first = _pending.Take();
        _pending.Add([own], [], []);
        _pending.Restore(first);

        Assert.Equal(imported, Assert.Single(first.Bars));
        Assert.Equal(imported, Assert.Single(_pending.Take().Bars));
    }

    [Fact]
    public void Rows_of_a_failed_transaction_come_back_without_undoing_newer_ones()
    {
        _pending.Add([Row(0, 1), Row(1_000, 1)], [], []);
        var failed = _pending.Take();
        _pending.Add([Row(0, 2)], [], []);

        _pending.Restore(failed);

        Assert.Equal([2, 1], _pending.Take().Bars.OrderBy(b => b.Bar.OpenUnixMs).Select(b => b.Bar.BuyNotional));
    }

    [Fact]
    public void Over_capacity_the_oldest_one_second_bars_go_and_longer_ones_stay()
    {
        _pending.Add([.. Enumerable.Range(0, 100).Select(i => Row(i * 1_000L, 1)), Row(0, 1) with { Timeframe = Timeframe.D1 }], [], []);

        var shed = _pending.Shed(51);

        Assert.Equal(55, shed);
        var left = _pending.Take().Bars;
        Assert.Contains(left, b => b.Timeframe == Timeframe.D1);
        Assert.Equal(55_000, left.Where(b => b.Timeframe == Timeframe.S1).Min(b => b.Bar.OpenUnixMs));
    }

    private static BarRow Row(long openUnixMs, double buy) =>
        new(Market, Timeframe.S1, new(openUnixMs, 1, 1, 1, 1, buy, 0, 1, 0, 0, 0));
}
