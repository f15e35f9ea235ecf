using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Tests.Routing;

/// <summary>The way of a market's trades when it ends, or the process does.</summary>
public sealed class MarketBufferTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly Instrument Btc = new(new("BINANCE", "btcusdt"), MarketKind.Spot, ContractKind.Spot, "BTC", "USDT", 1, true);

    private readonly MarketBuffer _buffer;

    public MarketBufferTests()
    {
        var options = new RouterOptions { Block = true, Capacity = 2 };
        var context = new RouterContext(options, Timeframe.M5, TimeProvider.System, NullLogger.Instance, new FreeSchedule(), "test", _ => Task.CompletedTask, _ => { }, _ => { });
        _buffer = new(new SymbolLane("BTC", null!, context), new(Btc, ProofKind.Ids), "BINANCE/0", options);
    }

    [Fact]
    public async Task A_feed_that_waits_for_room_is_let_go_when_the_process_stops()
    {
        var adding = AddThirdAsync();

        _buffer.Release();
        await adding.WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Equal((2, 1L), (_buffer.Count, _buffer.Dropped));
    }

    [Fact]
    public async Task A_market_that_is_read_no_longer_takes_nothing_more_and_keeps_what_it_has()
    {
        var adding = AddThirdAsync();

        _buffer.End();
        await adding.WaitAsync(Limit, TestContext.Current.CancellationToken);
        _buffer.Add(Trade(4));

        Assert.Equal((2, 0L), (_buffer.Count, _buffer.Dropped));
        Assert.Equal(2, _buffer.Take()!.Trades.Length);
    }

    private static Trade Trade(long id) => new(id, 1_000 + id, 100, 1, 100, 1, AggressorSide.Buy);

    // Two have room.
    private Task AddThirdAsync()
    {
        _buffer.Add(Trade(1));
        _buffer.Add(Trade(2));
        return Task.Run(() => _buffer.Add(Trade(3)));
    }
}
