using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>
/// Which batches of which sender a symbol has counted, which of them the stored rows contain, and which are stored for all silos. Not thread-safe.
/// </summary>
internal sealed class BatchPositions
{
    // A sender is one run of one silo.
    private const int MostSenders = 32;

    // Beyond it every other transaction is forgotten: while the store is away for long, how far it has come is known in larger steps.
    private const int MostUnderWay = 64;

    private readonly Dictionary<string, (long Sequence, long Turn)> _counted = [];
    private readonly Dictionary<MarketId, StoredPosition> _restored = [];
    private readonly Dictionary<MarketId, IReadOnlyDictionary<string, long>> _held = [];
    private readonly List<(long Transaction, IReadOnlyDictionary<string, long> Senders)> _underWay = [];
    private IReadOnlyDictionary<string, long>? _present;
    private IReadOnlyDictionary<string, long> _stored = new Dictionary<string, long>();
    private long _turn;

    /// <summary>Number of the last batch of each sender that has been counted.</summary>
    public IReadOnlyDictionary<string, long> Present => _present ??= _counted.ToDictionary(c => c.Key, c => c.Value.Sequence);

    /// <summary>Transactions of which it is known what they bring.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>The rows of markets were restored, and contain this.</summary>
    public void Restore(IEnumerable<StoredPosition> positions)
    {
        foreach (var position in positions)
        {
            _restored[position.Market] = position;
        }
    }

    /// <summary>
    /// Forgets senders that restored rows name and of which nothing was heard here: some minutes after the symbol has come up they are processes that are no more, since
    /// a living one asks every few seconds. Without, positions would name every process that ever was.
    /// </summary>
    public void ForgetSilent()
    {
        foreach (var (market, position) in _restored.ToArray())
        {
            if (position.Sources.Keys.Any(source => !_counted.ContainsKey(source)))
            {
                _restored[market] = position with { Sources = position.Sources.Where(one => _counted.ContainsKey(one.Key)).ToDictionary() };
            }
        }
    }

    /// <summary>What becomes of a batch.</summary>
    public BatchVerdict Judge(TradeBatch batch)
    {
        var last = _counted.GetValueOrDefault(batch.Source).Sequence;
        return last >= batch.Sequence ? BatchVerdict.Repeated : last < batch.Follows ? BatchVerdict.Unconnected : BatchVerdict.New;
    }

    /// <summary>Whether the restored rows of its market contain an item of a batch.</summary>
    public bool IsStored(TradeBatch batch, MarketId market) => _restored.TryGetValue(market, out var position) && position.Contains(batch.Source, batch.Sequence);

    /// <summary>Whether a batch is the last of its sender that the restored rows of a market contain, or comes after it.</summary>
    public bool IsReturned(TradeBatch batch, MarketId market) =>
        _restored.TryGetValue(market, out var position) && position.Sources.TryGetValue(batch.Source, out var last) && batch.Sequence >= last;

    /// <summary>A batch is counted.</summary>
    public void Take(TradeBatch batch)
    {
        _counted[batch.Source] = (batch.Sequence, ++_turn);
        _present = null;
        if (_counted.Count > MostSenders)
        {
            _counted.Remove(_counted.MinBy(c => c.Value.Turn).Key);
        }
    }

    /// <summary>
    /// Number of the last batch of a sender up to which everything is stored for all silos; -1 for a sender that has not asked or sent before.
    /// </summary>
    public long StoredThrough(string source, long storedTransaction)
    {
        var stored = _underWay.FindLastIndex(write => write.Transaction <= storedTransaction);
        if (stored >= 0)
        {
            _stored = _underWay[stored].Senders;
            _underWay.RemoveRange(0, stored + 1);
        }

        // Whoever asks lives, though nothing is traded: who is forgotten would be counted twice.
        var isKnown = _counted.TryGetValue(source, out var last);
        _counted[source] = (last.Sequence, ++_turn);
        if (!isKnown)
        {
            _present = null;
            return -1;
        }

        return _stored.GetValueOrDefault(source);
    }

    /// <summary>Trades of a market wait from now on to be counted: rows that are written meanwhile contain what was counted before.</summary>
    public void Hold(MarketId market, IReadOnlyDictionary<string, long> before) => _held.TryAdd(market, before);

    /// <summary>What the rows of a market contain that are handed out now.</summary>
    public StoredPosition PositionOf(MarketFlow market)
    {
        if (market.Held == 0)
        {
            _held.Remove(market.Market);
        }

        var senders = _held.GetValueOrDefault(market.Market) ?? Present;
        if (_restored.TryGetValue(market.Market, out var restored) && restored.Sources.Any(s => !(senders.GetValueOrDefault(s.Key) >= s.Value)))
        {
            senders = restored.Sources.Concat(senders).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Max(one => one.Value));
        }

        return new(market.Market, senders, [.. market.Continued.Holes]) { Ids = [.. market.Continued.Tail], Readers = market.Continued.Readers.ToDictionary(), Untold = market.Continued.Untold };
    }

    /// <summary>Everything counted is in rows that the store has when a transaction is stored.</summary>
    public void NoteTransaction(long transaction)
    {
        if (_underWay is [.., var latest] && latest.Transaction == transaction)
        {
            _underWay.RemoveAt(_underWay.Count - 1);
        }

        _underWay.Add((transaction, Present));
        if (_underWay.Count > MostUnderWay)
        {
            for (var i = _underWay.Count - 2; i >= 0; i -= 2)
            {
                _underWay.RemoveAt(i);
            }
        }
    }
}
