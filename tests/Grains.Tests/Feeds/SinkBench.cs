using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Routing;
using SqueezeFlow.Interfaces.Symbols;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>A connection of two markets, and the buffers that it fills; nobody empties them but the test.</summary>
public abstract class SinkBench : IDisposable
{
    private readonly TradeRouter _router = new(
        Double.Grains(Double.Of<ISymbolGrain>(static (method, _) => throw new NotSupportedException(method.Name))),
        new FreeSchedule(),
        Options.Create(new RouterOptions()),
        Options.Create(new EvaluationOptions()),
        TimeProvider.System,
        NullLogger<TradeRouter>.Instance);

    private protected SinkBench(long generation, FeedHold? hold = null)
    {
        ExchangeCatalog.TryGet("BINANCE", out var adapter);
        Feed = new("BINANCE/0", generation, new("BINANCE", "main", new("ws://127.0.0.1:1/"), []), adapter!, _router, static (_, _) => { }) { Hold = hold };
        Feed.Follow([Btc.Instrument, Eth.Instrument], []);
        Sink = Feed.OpenSink();
    }

    private protected static TrackedMarket Btc { get; } = RoutedMarkets.Of("btcusdt");

    private protected static TrackedMarket Eth { get; } = RoutedMarkets.Of("ethusdt", "ETH");

    private protected FeedSink Feed { get; }

    private protected ITradeSink Sink { get; }

    public void Dispose()
    {
        _router.Dispose();
        GC.SuppressFinalize(this);
    }
}
