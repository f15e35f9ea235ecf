using System.Text;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>One adapter with a live session that follows some markets; keeps what it yields, answers and replies.</summary>
internal sealed class AdapterRig : ITradeSink, IFeedAnswers
{
    private readonly IExchangeAdapter _adapter;

    public AdapterRig(IExchangeAdapter adapter, string endpoint, params string[] symbols)
    {
        _adapter = adapter;
        Markets = [.. symbols.Select(symbol => adapter.Assume(new(adapter.Descriptor.Id, symbol))!)];
        Session = new(adapter, endpoint, Markets);
        Session.BeginConnect(this);
    }

    public Instrument[] Markets { get; }

    public FeedSession Session { get; }

    public List<Trade> Trades { get; } = [];

    public List<string> Heard { get; } = [];

    public FrameKind Parse(string frame) => _adapter.Parse(Encoding.UTF8.GetBytes(frame), Session, this);

    public string Subscribe(string? tradeStream = null) =>
        Encoding.UTF8.GetString(_adapter.Subscribe(new(7, Session.Endpoint, Markets, tradeStream)));

    public string Unsubscribe(string? tradeStream = null) =>
        Encoding.UTF8.GetString(_adapter.Unsubscribe(new(7, Session.Endpoint, Markets, tradeStream)));

    public static ReadOnlyMemory<byte> Body(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Lines of a file of recorded answers.</summary>
    public static ReadOnlyMemory<byte>[] Bodies(string venue, string file) =>
        [.. File.ReadAllLines(SharedData.Require("fixtures", "exchanges", venue, file)).Select(line => Body(line))];

    public static TradeSearch Search(Instrument instrument, long beforeId, long beforeUnixMs, long afterId, long afterUnixMs) =>
        new(instrument, new Gap(instrument.Market, beforeId, beforeUnixMs, afterId, afterUnixMs, null, "reconnect"));

    public void Add(MarketSlot slot, in Trade trade) => Trades.Add(trade);

    public void Acknowledge(long requestId) => Heard.Add($"ack {requestId}");

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol) => Heard.Add($"ack {Encoding.UTF8.GetString(wireSymbol)}");

    public void AcknowledgeNext() => Heard.Add("ack next");

    public void Refuse(long requestId, string reason) => Heard.Add($"refuse {requestId}: {reason}");

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, string reason) => Heard.Add($"refuse {Encoding.UTF8.GetString(wireSymbol)}: {reason}");

    public void RefuseNext(string reason) => Heard.Add($"refuse next: {reason}");

    public void Finish(long requestId, string reason) => Heard.Add($"finish {requestId}");

    public void Reply(ReadOnlySpan<byte> text) => Heard.Add($"reply {Encoding.UTF8.GetString(text)}");
}
