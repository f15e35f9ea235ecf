using System.Text;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>One venue's adapter with a live session, and everything that came out of it.</summary>
internal sealed class VenueBench : ITradeSink
{
    private readonly IExchangeAdapter _adapter;

    public VenueBench(IExchangeAdapter adapter, params Instrument[] listed)
    {
        _adapter = adapter;
        Session = new(adapter, adapter.Descriptor.Main.Name, listed, listed.Length > 0 ? UnknownMarkets.Refuse : UnknownMarkets.Assume);
        Session.BeginConnect(Answers);
    }

    public FeedSession Session { get; }

    public RecordedAnswers Answers { get; } = new();

    public List<(MarketId Market, Trade Trade)> Trades { get; } = [];

    public static string Text(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);

    public static ReadOnlyMemory<byte> Body(string text) => Encoding.UTF8.GetBytes(text);

    public FrameKind Parse(string frame) => _adapter.Parse(Encoding.UTF8.GetBytes(frame), Session, this);

    public Instrument Market(string symbol) => _adapter.Assume(new(_adapter.Descriptor.Id, symbol))!;

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
