using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Client.Transfer.Exporting;

/// <summary>The trades in recordings, in file order, as a feed would have taken them. Reports of forced orders are none.</summary>
/// <param name="instruments">Markets that are known, by venue.</param>
internal sealed class RecordedTrades(IReadOnlyDictionary<string, List<Instrument>> instruments)
{
    private static readonly string NoInstrument = RejectReason.Multiplier.ToString().ToLowerInvariant();

    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    /// <summary>What was left out, a line each.</summary>
    public IEnumerable<string> Notes => _notes.Concat(_refused.Select(pair => $"refused {pair.Key} {pair.Value}"));

    /// <summary>Trades of one recording, read as they are needed.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<(MarketId Market, Trade Trade)> Read(string file)
    {
        var sessions = new Dictionary<(string Exchange, string Endpoint), (IExchangeAdapter Adapter, FeedSession Session)>();
        var frames = new TradeList();
        using var reader = new RecordingReader(file);
        while (reader.TryRead(out var frame))
        {
            if (SessionOf(sessions, frame) is not var (adapter, session))
            {
                continue;
            }

            if (adapter.Parse(frame.Payload.Span, session, frames) == FrameKind.Malformed)
            {
                Refuse("malformed frames");
            }

            foreach (var trade in frames.Trades)
            {
                yield return trade;
            }

            frames.Trades.Clear();
        }

        Note(file, reader, sessions.Values.Select(pair => pair.Session));
    }

    private (IExchangeAdapter Adapter, FeedSession Session)? SessionOf(
        Dictionary<(string Exchange, string Endpoint), (IExchangeAdapter Adapter, FeedSession Session)> sessions, RecordedFrame frame)
    {
        if (sessions.TryGetValue((frame.Exchange, frame.Endpoint), out var known))
        {
            return known;
        }

        if (!ExchangeCatalog.TryGet(frame.Exchange, out var adapter))
        {
            Refuse($"frames of {frame.Exchange}, which is no exchange");
            return null;
        }

        var endpoint = frame.Endpoint.Length > 0 ? frame.Endpoint : adapter.Descriptor.Endpoints[0].Name;
        return sessions[(frame.Exchange, frame.Endpoint)] =
            (adapter, new(adapter, endpoint, instruments.GetValueOrDefault(frame.Exchange, []), UnknownMarkets.Assume));
    }

    private void Note(string file, RecordingReader reader, IEnumerable<FeedSession> sessions)
    {
        foreach (var (reason, count) in sessions.SelectMany(session => session.RejectedByReason()))
        {
            Refuse(reason == NoInstrument ? "without a known instrument (give --instruments EXCHANGE=FILE)" : reason, count);
        }

        if (reader.SkippedLines > 0)
        {
            _notes.Add($"FILE: '{file}': {reader.SkippedLines} lines in no known format were passed over");
        }

        if (reader.IsTruncated)
        {
            _notes.Add($"FILE: '{file}' ends in the middle; everything before that was read");
        }
    }

    private void Refuse(string reason, long count = 1) => _refused[reason] = _refused.GetValueOrDefault(reason) + count;

    private sealed class TradeList : ITradeSink
    {
        public List<(MarketId Market, Trade Trade)> Trades { get; } = [];

        public void Add(MarketSlot slot, in Trade trade)
        {
            if (trade.Kind != TradeKind.LiquidationReport)
            {
                Trades.Add((slot.Market, trade));
            }
        }
    }
}
