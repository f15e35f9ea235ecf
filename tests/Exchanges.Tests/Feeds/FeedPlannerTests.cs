using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

public sealed class FeedPlannerTests
{
    [Theory]
    [InlineData(1, 2, 10)]
    [InlineData(2, 1, 5)]
    [InlineData(3, 0, 0)]
    public void What_does_not_fit_into_the_connections_a_venue_allows_is_left_out(int copies, int feeds, int served)
    {
        var markets = Enumerable.Range(0, 12).Select(i => new Binance().Assume(new("BINANCE", $"c{i:00}usdt"))!).ToArray();

        var plan = FeedPlanner.Plan(new NarrowVenue(), new(), markets.Reverse(), copies);

        Assert.Equal(feeds, plan.Feeds.Count);
        Assert.Equal(markets[..served], plan.Feeds.SelectMany(feed => feed.Markets));
        Assert.Equal(markets[served..], plan.LeftOut);
        Assert.Empty(plan.Unserved);
    }

    /// <summary>Two connections of five markets.</summary>
    private sealed class NarrowVenue : IExchangeAdapter
    {
        private readonly Binance _binance = new();

        public ExchangeDescriptor Descriptor => _binance.Descriptor with { MostConnections = 2, StreamsPerConnection = 5 };

        public IReadOnlyList<RestCall> InstrumentCalls => [];

        public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

        public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Ids;

        public string WireSymbol(MarketId market) => _binance.WireSymbol(market);

        public MarketId MarketOf(string endpoint, string wireSymbol) => _binance.MarketOf(endpoint, wireSymbol);

        public Instrument? Assume(MarketId market) => _binance.Assume(market);

        public byte[] Subscribe(SubscriptionRequest request) => _binance.Subscribe(request);

        public byte[] Unsubscribe(SubscriptionRequest request) => _binance.Unsubscribe(request);

        public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => _binance.Parse(frame, session, sink);

        public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => false;
    }
}
