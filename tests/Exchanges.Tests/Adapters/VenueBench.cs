using System.Text;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>One venue's adapter with a live session, and everything that came out of it. Without markets of its own it takes any.</summary>
internal sealed class VenueBench : ITradeSink
{
    private readonly IExchangeAdapter _adapter;

    public VenueBench(IExchangeAdapter adapter, params Instrument[] listed)
        : this(adapter, adapter.Descriptor.Main.Name, listed)
    {
    }

    public VenueBench(IExchangeAdapter adapter, string endpoint, params Instrument[] listed)
    {
        _adapter = adapter;
        Markets = listed;
        Session = new(adapter, endpoint, listed, listed.Length > 0 ? UnknownMarkets.Refuse : UnknownMarkets.Assume);
        Session.BeginConnect(Answers);
    }

    public Instrument[] Markets { get; }

    public FeedSession Session { get; }

    public RecordedAnswers Answers { get; } = new();

    public List<(MarketId Market, Trade Trade)> Trades { get; } = [];

    /// <summary>A bench of markets of which no more is known than their names.</summary>
    public static VenueBench Following(IExchangeAdapter adapter, string endpoint, params string[] symbols) =>
        new(adapter, endpoint, [.. symbols.Select(symbol => adapter.Assume(new(adapter.Descriptor.Id, symbol))!)]);

    public static string Text(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);

    public static byte[] Body(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The recorded answers of a kind.</summary>
    public static byte[][] Bodies(string venue, string file) =>
        [.. File.ReadAllLines(SharedData.Require("fixtures", "exchanges", venue, file)).Where(line => line.Length > 0).Select(Body)];

    /// <summary>Everything that a body lists; fails when it is no list.</summary>
    public static Instrument[] InstrumentsIn(IExchangeAdapter adapter, string body) =>
        new VenueBench(adapter).ReadInstruments(Body(body)) ?? throw new FormatException($"no list of instruments: {body[..Math.Min(body.Length, 200)]}");

    /// <summary>The instruments in every recorded body that is a list of them.</summary>
    public static Instrument[] RecordedInstruments(IExchangeAdapter adapter)
    {
        var bench = new VenueBench(adapter);
        return [.. Bodies(adapter.Descriptor.Id, "rest-instruments.jsonl").SelectMany(body => bench.ReadInstruments(body) ?? [])];
    }

    /// <summary>A search for what lies between two trades.</summary>
    public static TradeSearch Search(Instrument market, long beforeId, long beforeUnixMs, long afterId = 0, long afterUnixMs = 0) =>
        new(market, new Gap(market.Market, beforeId, beforeUnixMs, afterId, afterUnixMs, null, "reconnect"));

    public FrameKind Parse(string frame) => Parse(Body(frame));

    public FrameKind Parse(ReadOnlySpan<byte> frame) => _adapter.Parse(frame, Session, this);

    public Instrument Market(string symbol) => _adapter.Assume(new(_adapter.Descriptor.Id, symbol))!;

    public string Subscribe(string? tradeStream = null) => Text(_adapter.Subscribe(new(7, Session.Endpoint, Markets, tradeStream)));

    public string Unsubscribe(string? tradeStream = null) => Text(_adapter.Unsubscribe(new(7, Session.Endpoint, Markets, tradeStream)));

    /// <summary>The instruments of one body; null when the body is no list.</summary>
    public Instrument[]? ReadInstruments(ReadOnlyMemory<byte> body)
    {
        var instruments = new List<Instrument>();
        return _adapter.TryReadInstruments(body, instruments) ? [.. instruments] : null;
    }

    /// <summary>The open interest of one body; null when the body is none.</summary>
    public OpenInterestValue[]? ReadOpenInterest(ReadOnlyMemory<byte> body)
    {
        var values = new List<OpenInterestValue>();
        return ((IOpenInterestSource)_adapter).TryReadOpenInterest(body, values) ? [.. values] : null;
    }

    /// <summary>The turnover of one body by symbol; null when the body is none.</summary>
    public SortedDictionary<string, double>? ReadTurnover(string body)
    {
        var turnover = new Dictionary<MarketId, double>();
        return ((ITurnoverSource)_adapter).TryReadTurnover(Body(body), turnover)
            ? new(turnover.ToDictionary(item => item.Key.Symbol, item => item.Value), StringComparer.Ordinal)
            : null;
    }

    /// <summary>Asks until the adapter asks no more, each request answered by <paramref name="answer"/>; tells what was asked.</summary>
    public (string[] Paths, TradeSearch Search) Fill(Instrument market, Gap gap, Func<int, string> answer)
    {
        var history = (ITradeHistory)_adapter;
        var search = new TradeSearch(market, gap);
        var paths = new List<string>();
        while (paths.Count < 100 && history.NextTrades(market, search) is { } call)
        {
            paths.Add(call.Path);
            history.ReadTrades(market, Body(answer(paths.Count - 1)), search);
        }

        return ([.. paths], search);
    }

    void ITradeSink.Add(MarketSlot slot, in Trade trade) => Trades.Add((slot.Market, trade));
}
