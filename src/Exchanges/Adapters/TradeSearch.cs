using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>The search for the trades of one gap: its bounds, and what the answers so far have brought. Not thread-safe.</summary>
/// <param name="instruments">The market, and what was in force on it when.</param>
/// <param name="gap">The hole: ids are 0, times 0, where they are not known.</param>
public sealed class TradeSearch(InstrumentHistory instruments, Gap gap)
{
    private readonly List<Trade> _trades = [];
    private readonly List<UncountedTrade> _unread = [];
    private readonly PrintKeys _keys = new();

    /// <summary>The hole to fill.</summary>
    public Gap Gap { get; } = gap;

    /// <summary>Trades read, in order of reading; those outside the gap and repeated ones included.</summary>
    public IReadOnlyList<Trade> Trades => _trades;

    /// <summary>Prints that are no countable trades although something was traded.</summary>
    public IReadOnlyList<UncountedTrade> Unread => _unread;

    /// <summary>Keys for prints of a venue without ids, the same that its stream gives them.</summary>
    public PrintKeys Keys => _keys;

    /// <summary>Answers read.</summary>
    public int Pages { get; private set; }

    /// <summary>Rows of the last answer, refused ones included.</summary>
    public int LastRows { get; private set; }

    /// <summary>Smallest id read; <see cref="long.MaxValue"/> before the first.</summary>
    public long OldestId { get; private set; } = long.MaxValue;

    /// <summary>Largest id read; 0 before the first.</summary>
    public long NewestId { get; private set; }

    /// <summary>Earliest time read, milliseconds since 1970 UTC; <see cref="long.MaxValue"/> before the first.</summary>
    public long OldestUnixMs { get; private set; } = long.MaxValue;

    /// <summary>Latest time read, milliseconds since 1970 UTC; 0 before the first.</summary>
    public long NewestUnixMs { get; private set; }

    /// <summary>Configured kind of trade stream, whose ids the gap is by; null for the venue's default.</summary>
    public string? TradeStream { get; init; }

    /// <summary>Whether the venue has refused a request for want of a key, so that another one, if there is any, must do.</summary>
    public bool WantsKey { get; set; }

    /// <summary>Whatever the adapter needs for its next request, e.g. a page token; null at the start.</summary>
    public string? Cursor { get; set; }

    /// <summary>
    /// Whether what was read closes the older end of the gap: it holds the trade before it, or one that is older. Where ids are not ordered,
    /// times tell: a row before the last trade's millisecond, or that trade itself.
    /// </summary>
    public bool ReachesBack { get; private set; }

    /// <summary>Whether what was read comes to the newer end of the gap: it holds the trade after it, or one that is as new.</summary>
    public bool ReachesEnd { get; private set; }

    /// <summary>Begins the rows of an answer.</summary>
    public void BeginPage()
    {
        Pages++;
        LastRows = 0;
    }

    /// <summary>Takes a row whose id is missing or not unique, with the id that <see cref="PrintBuffer.AssignWithKeys"/> gives it in the stream.</summary>
    public void AddWithKey(in Print print) =>
        Add(print with { Id = _keys.Next(print.UnixMs, print.Price, print.RawSize, print.Side, print.Id) });

    /// <summary>Takes a row; one that is no possible trade goes to <see cref="Unread"/>.</summary>
    public void Add(in Print print)
    {
        LastRows++;
        OldestId = Math.Min(OldestId, print.Id);
        NewestId = Math.Max(NewestId, print.Id);
        OldestUnixMs = Math.Min(OldestUnixMs, print.UnixMs);
        NewestUnixMs = Math.Max(NewestUnixMs, print.UnixMs);
        ReachesBack |= print.UnixMs < Gap.BeforeUnixMs || (Gap.BeforeId != 0 && print.Id == Gap.BeforeId);
        ReachesEnd |= print.UnixMs >= Gap.AfterUnixMs || (Gap.AfterId != 0 && print.Id == Gap.AfterId);
        if (PrintRules.TryAccept(instruments.At(print.UnixMs), print, out var trade) is null)
        {
            _trades.Add(trade);
        }
        else if (print.RawSize != 0)
        {
            _unread.Add(new(print.Id, print.UnixMs));
        }
    }
}
