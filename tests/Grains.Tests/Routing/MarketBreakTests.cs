using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Tests.Routing;

public sealed class MarketBreakTests
{
    private static readonly Instrument Market =
        new(new("BYBIT", "BTCUSDT"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 1, true);

    [Fact]
    public void Every_break_between_two_beats_is_told()
    {
        var buffer = Buffer(capacity: 1_024);
        buffer.Add(Trade(1));
        buffer.Resume();
        buffer.Add(Trade(2));
        buffer.Resume();
        buffer.Resume();
        buffer.Add(Trade(3));
        buffer.Add(Trade(4));
        buffer.Resume();

        Assert.Equal([(1, 1), (2, -1)], Taken(buffer));
        Assert.Equal([(3, 0), (4, -1)], Taken(buffer));
        Assert.Empty(Taken(buffer));
        buffer.Add(Trade(5));
        Assert.Equal([(5, 0)], Taken(buffer));
    }

    [Fact]
    public void Breaks_among_dropped_trades_count_at_the_first_that_is_left()
    {
        var buffer = Buffer(capacity: 16);
        for (var id = 1; id <= 20; id++)
        {
            buffer.Resume();
            buffer.Add(Trade(id));
        }

        var item = buffer.Take()!;

        Assert.Equal(4, item.DroppedBefore);
        Assert.Equal(0, item.ResumedAt);
        Assert.Equal(5, item.Trades[0].Id);
    }

    // Ids of a batch; the place of the break, or -1, beside the first.
    private static (long Id, int ResumedAt)[] Taken(MarketBuffer buffer)
    {
        var item = buffer.Take();
        var ids = item is null ? [] : item.Trades.ToArray().Select((t, i) => (t.Id, i == 0 ? item.ResumedAt : -1)).ToArray();
        buffer.Recycle();
        return ids;
    }

    private static Trade Trade(long id) => new(id, id, 100, 1, 100, 1, AggressorSide.Buy);

    private static MarketBuffer Buffer(int capacity)
    {
        var options = new RouterOptions { Capacity = capacity };
        var context = new RouterContext(options, Timeframe.M5, TimeProvider.System, NullLogger.Instance, null!, "test", _ => Task.CompletedTask, _ => { }, _ => { });
        return new(new SymbolLane("BTC", null!, context), new TrackedMarket(Market, ProofKind.Overlap), "BYBIT/0", options);
    }
}
