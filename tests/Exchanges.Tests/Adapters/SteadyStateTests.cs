using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class SteadyStateTests
{
    [Theory]
    [InlineData("BYBIT", """{"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":2,"data":[{"T":1672304486865,"s":"BTCUSDT","S":"Buy","v":"0.5","p":"16578.50","L":"PlusTick","i":"20f43950-d8dd-5b31-9112-a178eb6023af","BT":false,"RPI":true,"seq":7}]}""")]
    [InlineData("OKX", """{"arg":{"channel":"trades","instId":"BTC-USDT"},"data":[{"instId":"BTC-USDT","tradeId":"130639474","px":"42219.9","sz":"0.5","side":"buy","ts":"1630048897897","count":"3","source":"0","seqId":1}]}""")]
    [InlineData("DERIBIT", """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"trades.BTC-PERPETUAL.100ms","data":[{"timestamp":1786563104514,"price":63344.5,"direction":"buy","trade_id":"440192723","instrument_name":"BTC-PERPETUAL","trade_seq":296152987,"amount":20}]}}""")]
    [InlineData("BITMEX", """{"table":"trade","action":"insert","data":[{"timestamp":"2021-07-22T22:31:49.091Z","symbol":"ADAUSDT","side":"Buy","size":1,"price":1.17478,"trdMatchID":"082f92a6","homeNotional":321.75,"foreignNotional":377.98}]}""")]
    public void A_trade_allocates_nothing(string venue, string text)
    {
        const int Frames = 10_000;
        var adapter = Fixtures.AdapterOf(venue);
        var session = new FeedSession(adapter, adapter.Descriptor.Main.Name, [], UnknownMarkets.Assume);
        var frame = VenueRun.Bytes(text);
        var sink = new Counted();
        Feed(adapter, session, frame, sink, Frames);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(adapter, session, frame, sink, Frames);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((2 * Frames, 0L), (sink.Count, allocated));
    }

    private static void Feed(IExchangeAdapter adapter, FeedSession session, byte[] frame, ITradeSink sink, int count)
    {
        for (var i = 0; i < count; i++)
        {
            adapter.Parse(frame, session, sink);
        }
    }

    private sealed class Counted : ITradeSink
    {
        public int Count { get; private set; }

        public void Add(MarketSlot slot, in Trade trade) => Count++;
    }
}
