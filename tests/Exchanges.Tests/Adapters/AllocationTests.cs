using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Feeds;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Trades in steady state cost no memory, whatever the venue's form of JSON.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData("HUOBI", "ethusdt", """{"ch":"market.ethusdt.trade.detail","ts":3,"tick":{"data":[{"id":1.37e+26,"ts":5,"tradeId":10,"amount":1.5E-4,"price":2,"direction":"buy"},{"ts":4,"tradeId":8,"amount":1,"price":2,"direction":"sell"}]}}""")]
    [InlineData("HUOBI_FUTURES", "BTC-USD", """{"ch":"market.BTC-USD.trade.detail","ts":3,"tick":{"data":[{"amount":2,"quantity":1,"ts":5,"id":8,"price":2,"direction":"buy"}]}}""")]
    [InlineData("GATE", "ETH_USDT-SPOT", """{"channel":"spot.trades","event":"update","result":{"id":9,"create_time_ms":"1785141195444.991000","side":"sell","currency_pair":"ETH_USDT","amount":"0.5","price":"2000","range":"9-9"}}""")]
    [InlineData("GATE", "BTC_USD", """{"channel":"futures.trades","event":"update","result":[{"size":"-108.5","id":7,"create_time_ms":1545136464123,"price":"2000","contract":"BTC_USD"}]}""")]
    [InlineData("CRYPTOCOM", "BTCUSD-PERP", """{"id":-1,"method":"subscribe","code":0,"result":{"channel":"trade","instrument_name":"BTCUSD-PERP","data":[{"d":"46","t":1667320276194,"p":"20440","q":"0.1","s":"BUY","i":"BTCUSD-PERP"}]}}""")]
    public void A_trade_costs_no_memory(string venue, string symbol, string frame)
    {
        var adapter = Fixtures.AdapterOf(venue);
        var bytes = Encoding.UTF8.GetBytes(frame);
        var session = new FeedSession(adapter, adapter.Descriptor.Main.Name, [adapter.Assume(new MarketId(venue, symbol))!]);
        var sink = new Counted();
        Parse(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Parse(1000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(sink.Count >= 1100, $"{sink.Count} trades");
        Assert.Equal(0, allocated);

        void Parse(int times)
        {
            for (var i = 0; i < times; i++)
            {
                adapter.Parse(bytes, session, sink);
            }
        }
    }

    private sealed class Counted : ITradeSink
    {
        public int Count { get; private set; }

        public void Add(MarketSlot slot, in Trade trade) => Count++;
    }
}
