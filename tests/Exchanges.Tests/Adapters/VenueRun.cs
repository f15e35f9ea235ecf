using System.Text;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Reads frames of one endpoint as a live connection would, and keeps what comes of them.</summary>
internal sealed class VenueRun : ITradeSink
{
    private readonly IExchangeAdapter _adapter;

    public VenueRun(IExchangeAdapter adapter, string? endpoint = null, params Instrument[] instruments)
    {
        _adapter = adapter;
        Session = new(adapter, endpoint ?? adapter.Descriptor.Main.Name, instruments, instruments.Length > 0 ? UnknownMarkets.Refuse : UnknownMarkets.Assume);
        Session.BeginConnect(Answers);
    }

    public FeedSession Session { get; }

    public Answered Answers { get; } = new();

    public List<(string Market, Trade Trade)> Trades { get; } = [];

    public FrameKind Read(string frame) => _adapter.Parse(Encoding.UTF8.GetBytes(frame), Session, this);

    public void Add(MarketSlot slot, in Trade trade) => Trades.Add((slot.Market.ToString(), trade));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>Everything that a body lists.</summary>
    public static List<Instrument> Listed(IExchangeAdapter adapter, string body)
    {
        var found = new List<Instrument>();
        Assert.True(adapter.TryReadInstruments(Bytes(body), found), $"no list of instruments: {body[..Math.Min(body.Length, 200)]}");
        return found;
    }

    /// <summary>The recorded bodies of one kind that an adapter may meet.</summary>
    public static string[] Bodies(string venue, string file) =>
        [.. File.ReadAllLines(SharedData.Require("fixtures", "exchanges", venue, file)).Where(line => line.Length > 0)];

    /// <summary>A search for what lies between two trades.</summary>
    public static TradeSearch Search(Instrument instrument, long beforeId, long beforeUnixMs, long afterId = 0, long afterUnixMs = 0) =>
        new(instrument, new Gap(instrument.Market, beforeId, beforeUnixMs, afterId, afterUnixMs, null, "reconnect"));
}
