using System.Text;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>One venue's adapter on a live session of some markets, and everything that comes out of it.</summary>
internal sealed class AdapterProbe : ITradeSink
{
    private readonly IExchangeAdapter _adapter;
    private readonly HeardAnswers _answers = new();

    public AdapterProbe(IExchangeAdapter adapter, string endpoint, params IReadOnlyList<Instrument> markets)
    {
        _adapter = adapter;
        Session = new(adapter, endpoint, markets);
        Session.BeginConnect(_answers);
    }

    public FeedSession Session { get; }

    public List<(MarketId Market, Trade Trade)> Trades { get; } = [];

    public List<string> Answers => _answers.Lines;

    public FrameKind Parse(string frame) => Parse(Encoding.UTF8.GetBytes(frame));

    public FrameKind Parse(ReadOnlySpan<byte> frame) => _adapter.Parse(frame, Session, this);

    public void Add(MarketSlot slot, in Trade trade) => Trades.Add((slot.Market, trade));

    /// <summary>The instruments in a body.</summary>
    public static Instrument[] InstrumentsIn(IExchangeAdapter adapter, string body)
    {
        var instruments = new List<Instrument>();
        Assert.True(adapter.TryReadInstruments(Encoding.UTF8.GetBytes(body), instruments));
        return [.. instruments];
    }

    /// <summary>The instruments in every recorded body that is a list of them.</summary>
    public static Instrument[] RecordedInstruments(IExchangeAdapter adapter)
    {
        var instruments = new List<Instrument>();
        foreach (var body in RecordedBodies(adapter, "rest-instruments.jsonl"))
        {
            adapter.TryReadInstruments(body, instruments);
        }

        return [.. instruments];
    }

    /// <summary>The recorded answers of a kind.</summary>
    public static byte[][] RecordedBodies(IExchangeAdapter adapter, string file) =>
        [.. File.ReadAllLines(SharedData.Require("fixtures", "exchanges", adapter.Descriptor.Id, file)).Select(Encoding.UTF8.GetBytes)];

    /// <summary>A search whose gap lies between two trades.</summary>
    public static TradeSearch SearchFor(Instrument market, long beforeId, long beforeUnixMs, long afterId = 0, long afterUnixMs = 0) =>
        new(market, new Gap(market.Market, beforeId, beforeUnixMs, afterId, afterUnixMs, null, "reconnect"));

    /// <summary>The open interest in a body.</summary>
    public static OpenInterestValue[] OpenInterestIn(IOpenInterestSource source, string body)
    {
        var values = new List<OpenInterestValue>();
        Assert.True(source.TryReadOpenInterest(Encoding.UTF8.GetBytes(body), values));
        return [.. values];
    }
}
