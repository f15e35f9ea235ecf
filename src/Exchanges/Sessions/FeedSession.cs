using System.Globalization;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;

namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>
/// What the reading of one endpoint knows: the markets by their names in frames, and the counts. A connection has one, and so has
/// every endpoint that is replayed or decoded. One thread writes; the counts may be read on any.
/// </summary>
public sealed class FeedSession
{
    private readonly MarketTable _markets;
    private readonly Dictionary<long, MarketSlot> _channels = [];
    private readonly long[] _rejected = new long[Enum.GetValues<RejectReason>().Length];
    private IPrintObserver? _observer;
    private long _trades;
    private long _fallbacks;
    private long _lastTradeUnixMs;
    private long _lastSequence;
    private long _sequenceHoles;

    /// <summary>Opens a session.</summary>
    /// <param name="names">The venue's names for its markets.</param>
    /// <param name="endpoint">Name of the endpoint that the frames come from.</param>
    /// <param name="instruments">Markets that are known.</param>
    /// <param name="unknownMarkets">What becomes of trades of other markets.</param>
    public FeedSession(
        IMarketNames names,
        string endpoint,
        IEnumerable<Instrument> instruments,
        UnknownMarkets unknownMarkets = UnknownMarkets.Refuse) =>
        (Endpoint, _markets) = (endpoint, new(names, endpoint, instruments, unknownMarkets));

    /// <summary>Name of the endpoint that the frames come from.</summary>
    public string Endpoint { get; }

    /// <summary>Sees every print before it is checked; null for none.</summary>
    public IPrintObserver? Observer
    {
        get => _observer;
        set
        {
            _observer = value;
            Prints.KeepsIdTexts = value is not null;
        }
    }

    /// <summary>Takes the venue's answers to requests; silent where nothing was asked.</summary>
    public IFeedAnswers Answers { get; private set; } = NoAnswers.Instance;

    /// <summary>Prints of the frame that is being read.</summary>
    public PrintBuffer Prints { get; } = new();

    /// <summary>Room for the text of compressed frames, reused.</summary>
    internal byte[] Scratch { get; private set; } = [];

    /// <summary>The markets that have a slot.</summary>
    public IReadOnlyCollection<MarketSlot> Slots => _markets.Slots;

    /// <summary>The markets that a connection follows at this moment; safe on any thread.</summary>
    internal IReadOnlyList<MarketSlot> Followed => _markets.Followed;

    /// <summary>Trades handed on.</summary>
    public long Trades => Volatile.Read(ref _trades);

    /// <summary>Trade frames that did not have the expected layout and were read by the strict parser.</summary>
    public long Fallbacks => Volatile.Read(ref _fallbacks);

    /// <summary>Wall time of the read under way, milliseconds since 1970 UTC; 0 where exchange times are not checked: recordings, simulations.</summary>
    internal long ReceivedUnixMs { get; set; }

    /// <summary>Exchange time of the latest trade in arrival order, milliseconds since 1970 UTC; 0 before the first.</summary>
    public long LastTradeUnixMs => Volatile.Read(ref _lastTradeUnixMs);

    /// <summary>Messages that a venue numbered and that never came.</summary>
    public long SequenceHoles => Volatile.Read(ref _sequenceHoles);

    /// <summary>Frames and trades refused, for whatever reason.</summary>
    internal long Rejections { get; private set; }

    /// <summary>Frames and trades refused for a reason.</summary>
    public long Rejected(RejectReason reason) => Volatile.Read(ref _rejected[(int)reason]);

    /// <summary>Frames and trades refused, by reason in lower case; reasons that never occurred are absent.</summary>
    public IReadOnlyDictionary<string, long> RejectedByReason() =>
        Enum.GetValues<RejectReason>()
            .Where(reason => Rejected(reason) > 0)
            .ToDictionary(reason => reason.ToString().ToLowerInvariant(), Rejected);

    /// <summary>The market that a name in a frame stands for; null when this session does not follow it.</summary>
    public MarketSlot? Find(ReadOnlySpan<byte> wireSymbol) => _markets.Find(wireSymbol);

    /// <summary>A market by the number that an acknowledgement gave its channel; null when there was none.</summary>
    public MarketSlot? FindChannel(long channel) => _channels.GetValueOrDefault(channel);

    /// <summary>Keeps the number that an acknowledgement gives a market's channel.</summary>
    public void BindChannel(long channel, ReadOnlySpan<byte> wireSymbol)
    {
        if (_channels.Count < MarketTable.MostSlots && Find(wireSymbol) is { } slot)
        {
            _channels[channel] = slot;
            Answers.NameChannel(channel, wireSymbol);
        }
    }

    /// <summary>
    /// Whether this is the first message of a market since the start of a live session. Some venues repeat in it a trade from before: no new
    /// flow then, while after a reconnect its id tells.
    /// </summary>
    public bool IsFirstOf(MarketSlot? slot)
    {
        if (slot is null || slot.HadMessage || Answers == NoAnswers.Instance)
        {
            return false;
        }

        slot.HadMessage = true;
        return true;
    }

    /// <summary>Checks a print, turns its size into base units and notional, and hands it on; else counts why not.</summary>
    /// <param name="slot">Its market; null when it is not followed.</param>
    /// <param name="print">What the frame states.</param>
    /// <param name="sink">Where trades go.</param>
    public void Add(MarketSlot? slot, in Print print, ITradeSink sink) => Add(slot, print, null, sink);

    /// <summary>Why a print does not count as a trade; null when it does.</summary>
    /// <param name="slot">Its market; null when it is not followed.</param>
    /// <param name="print">What the frame states.</param>
    public static RejectReason? RefusalOf(MarketSlot? slot, in Print print) => Judge(slot, print, out _);

    /// <summary>Hands on every print of <see cref="Prints"/>.</summary>
    public void Deliver(ITradeSink sink)
    {
        foreach (ref readonly var row in Prints.Rows)
        {
            Add(row.Slot, row.Print, row.IdText, sink);
        }

        Prints.Clear();
    }

    /// <summary>Counts a refused trade.</summary>
    public void Reject(RejectReason reason)
    {
        _rejected[(int)reason]++;
        Rejections++;
    }

    /// <summary>Counts a frame that is none of this venue's.</summary>
    public FrameKind Malformed(RejectReason reason)
    {
        Reject(reason);
        return FrameKind.Malformed;
    }

    /// <summary>Takes the number of a message, one more than that of the message before it on the connection unless something is missing.</summary>
    public void CountSequence(long number)
    {
        if (_lastSequence > 0 && number > _lastSequence + 1)
        {
            _sequenceHoles += number - _lastSequence - 1;
            Missed?.Invoke();
        }

        _lastSequence = number;
    }

    /// <summary>What the venue last said of itself on this connection; null while it has said nothing. For the adapter.</summary>
    public string? VenueState { get; set; }

    /// <summary>The venue lets it be understood that trades may be missing before the next one.</summary>
    public void SuspectLoss() => Missed?.Invoke();

    /// <summary>Counts a trade frame whose layout was not the expected one.</summary>
    public void CountFallback() => _fallbacks++;

    /// <summary>Follows more markets and no longer others. Safe on any thread; done before the next frame is read.</summary>
    internal void Change(IReadOnlyList<Instrument> added, IReadOnlyList<Instrument> removed) => _markets.Change(added, removed);

    /// <summary>What was in force when on a market. Safe on any thread; done before the next frame is read.</summary>
    internal void Learn(InstrumentHistory history) => _markets.Learn(history);

    /// <summary>Carries out what was asked for by <see cref="Change"/> and <see cref="Learn"/>; on the session's thread.</summary>
    internal void ApplyChanges() => _markets.ApplyChanges();

    /// <summary>Called when a message of the connection is missing, before the trades of the message that shows it are handed on.</summary>
    internal Action? Missed { get; set; }

    /// <summary>Makes <see cref="Scratch"/> at least this long.</summary>
    internal void ReserveScratch(int length)
    {
        if (Scratch.Length < length)
        {
            Scratch = new byte[Math.Max(length, Scratch.Length * 2)];
        }
    }

    /// <summary>A new connection begins: what the last one was told by number means nothing any more.</summary>
    internal void BeginConnect(IFeedAnswers answers)
    {
        ApplyChanges();
        Answers = answers;
        _channels.Clear();
        _lastSequence = 0;
        VenueState = null;
        foreach (var slot in _markets.Slots)
        {
            slot.BeginConnect();
        }
    }

    private static RejectReason? Judge(MarketSlot? slot, in Print print, out Trade trade)
    {
        trade = default;
        return slot is null ? RejectReason.Market : PrintRules.TryAccept(slot.InstrumentAt(print.UnixMs), print, out trade);
    }

    private void Add(MarketSlot? slot, in Print print, string? idText, ITradeSink sink)
    {
        _observer?.OnPrint(slot, print, idText ?? (print.Id == 0 ? string.Empty : print.Id.ToString(CultureInfo.InvariantCulture)));
        if (Judge(slot, print, out var trade) is { } reason)
        {
            Refuse(slot, print, reason, sink);
            return;
        }

        if (ReceivedUnixMs > 0 && !TradeClock.IsCredible(trade.UnixMs, ReceivedUnixMs))
        {
            // It would close bars that have not begun.
            Refuse(slot, print, RejectReason.Time, sink);
            return;
        }

        _trades++;
        if (trade.Kind != TradeKind.LiquidationReport)
        {
            slot!.CountTrade();
        }

        _lastTradeUnixMs = trade.UnixMs;
        sink.Add(slot!, trade);
    }

    // What had no size moved nothing; anything else is missing in the market's flow.
    private void Refuse(MarketSlot? slot, in Print print, RejectReason reason, ITradeSink sink)
    {
        Reject(reason);
        if (slot is not null && print.RawSize != 0)
        {
            sink.OnMissed(slot);
        }
    }
}
