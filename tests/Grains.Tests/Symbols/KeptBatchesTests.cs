using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Tests.Routing;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>What a sender keeps, handed to a symbol that has not seen it.</summary>
public sealed class KeptBatchesTests(SymbolCluster cluster) : IClassFixture<SymbolCluster>
{
    private const string Coin = "KEPT";

    [Fact]
    public async Task All_are_counted_in_order_each_once_up_to_one_that_does_not_follow()
    {
        var grain = cluster.Symbol(Coin);
        var market = RoutedMarkets.Of("keptusdt", Coin);
        var now = cluster.Clock.NowUnixMs;
        TradeBatch Batch(long sequence, long follows) => new([new(market.Market, "BINANCE/0", 1, [new(sequence, now, 100, 1, 100, 1, AggressorSide.Buy)], 1)], "kept", sequence, now) { Follows = follows };
        async Task<long> CountAsync() => (await grain.GetMarketsAsync()).Sum(one => one.Trades);

        var unknown = await grain.IngestKeptAsync(new([Batch(1, 0)]));
        await grain.TrackAsync([market]);
        var all = await grain.IngestKeptAsync(new([Batch(1, 0), Batch(2, 1), Batch(3, 2)]));
        var counted = await CountAsync();
        var broken = await grain.IngestKeptAsync(new([Batch(3, 2), Batch(4, 3), Batch(6, 5), Batch(7, 6)]));
        var brokenCounted = await CountAsync();
        var again = await grain.IngestKeptAsync(new([Batch(1, 0), Batch(4, 3), Batch(5, 4), Batch(6, 5)]));

        Assert.Equal((-1L, -1L), (unknown, broken));
        Assert.True(all >= 0 && again >= 0);
        Assert.Equal((3L, 4L, 6L), (counted, brokenCounted, await CountAsync()));
    }
}
