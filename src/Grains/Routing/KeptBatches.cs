using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Grains.Routing;

/// <summary>
/// Batches of a lane that are not known to be stored for all silos, in order. A batch stays some seconds longer than it must: its ids tell a symbol that comes back what another
/// lane has delivered. Safe for concurrent use; one caller adds.
/// </summary>
/// <param name="kept">What all lanes of the silo keep.</param>
internal sealed class KeptBatches(KeptTrades kept)
{
    /// <summary>How long a batch is kept in any case, milliseconds: copies of a feed are hardly ever further apart.</summary>
    public const long LeastMs = 15_000;

    // Of the oldest, at a time: looking for the oldest lane costs more than this many.
    private const int Together = 32;

    // Trades of a call: some hundred kilobytes.
    private const int MostTogether = 5_000;

    private readonly Lock _gate = new();
    private readonly LinkedList<TradeBatch> _batches = new();
    private readonly Dictionary<MarketId, (long Sequence, long Trades)> _letGo = [];
    private long _storedThrough;

    /// <summary>When the oldest was sent first, milliseconds since 1970 UTC; null when none is kept.</summary>
    public long? OldestUnixMs
    {
        get
        {
            lock (_gate)
            {
                return _batches.First?.Value.SentUnixMs;
            }
        }
    }

    /// <summary>Trades that are not known to be stored for all silos.</summary>
    public int Unstored
    {
        get
        {
            lock (_gate)
            {
                return _batches.Where(batch => batch.Sequence > _storedThrough).Sum(CountOf);
            }
        }
    }

    /// <summary>Whether any is kept.</summary>
    public bool IsEmpty => OldestUnixMs is null;

    /// <summary>Keeps a batch, and answers it as it is to be sent: with trades of its own, and with the number of the one before it.</summary>
    public TradeBatch Add(TradeBatch batch)
    {
        var own = batch with { Markets = [.. batch.Markets.Select(item => item.Detach())] };
        lock (_gate)
        {
            own = own with { Follows = _batches.Last?.Value.Sequence ?? 0 };
            if (_batches.Count == 0)
            {
                kept.Join(this);
            }

            _batches.AddLast(own);
        }

        kept.Add(CountOf(own));
        return own;
    }

    /// <summary>All of them, for somebody who has seen none: the first follows no other, and where batches before it had to be let go its markets have a break.</summary>
    public IReadOnlyList<TradeBatch> ToRepeat()
    {
        lock (_gate)
        {
            var told = new HashSet<MarketId>();
            var all = new List<TradeBatch>(_batches.Count);
            foreach (var batch in _batches)
            {
                var marked = _letGo.Count == 0 ? batch : batch with { Markets = [.. batch.Markets.Select(item => Mark(item, told))] };
                all.Add(marked with { Follows = all.Count == 0 ? 0 : all[^1].Sequence });
            }

            return all;
        }
    }

    /// <summary>Batches in order, as many as one call takes well: a symbol that has moved is handed those of seconds by each lane, and one call for each would cost more than they do.</summary>
    public static IEnumerable<TradeBatch[]> Portions(IReadOnlyList<TradeBatch> batches)
    {
        for (var (from, to) = (0, 0); from < batches.Count; from = to)
        {
            for (var trades = 0; to < batches.Count && (to == from || trades + CountOf(batches[to]) <= MostTogether); to++)
            {
                trades += CountOf(batches[to]);
            }

            yield return [.. batches.Take(from..to)];
        }
    }

    /// <summary>Everything through a batch is stored for all silos; what of it is old enough goes.</summary>
    public void Release(long throughSequence, long nowUnixMs)
    {
        var count = 0;
        lock (_gate)
        {
            _storedThrough = Math.Max(_storedThrough, throughSequence);
            while (_batches.First is { } first && first.Value.Sequence <= throughSequence && first.Value.SentUnixMs <= nowUnixMs - LeastMs)
            {
                count += CountOf(first.Value);
                RemoveFirst();
            }

            foreach (var (market, (sequence, _)) in _letGo)
            {
                if (sequence <= throughSequence)
                {
                    _letGo.Remove(market);
                }
            }
        }

        kept.Remove(count);
    }

    /// <summary>Lets the oldest go, stored or not; answers how many trades, and how many of them are not known to be stored.</summary>
    public (int All, int Unstored) LetGoOldest()
    {
        var (count, unstored) = (0, 0);
        lock (_gate)
        {
            for (var i = 0; i < Together && _batches.First is { } first; i++)
            {
                var isStored = first.Value.Sequence <= _storedThrough;
                unstored += isStored ? 0 : CountOf(first.Value);
                foreach (var item in isStored ? [] : first.Value.Markets)
                {
                    var before = _letGo.GetValueOrDefault(item.Market).Trades;
                    _letGo[item.Market] = (first.Value.Sequence, before + item.Trades.Length);
                }

                count += CountOf(first.Value);
                RemoveFirst();
            }
        }

        kept.Remove(count);
        return (count, unstored);
    }

    private static int CountOf(TradeBatch batch) => batch.Markets.Sum(item => item.Trades.Length);

    private MarketTrades Mark(MarketTrades item, HashSet<MarketId> told) =>
        _letGo.TryGetValue(item.Market, out var lost) && told.Add(item.Market) ? item.After(lost.Trades) : item;

    private void RemoveFirst()
    {
        _batches.RemoveFirst();
        if (_batches.Count == 0)
        {
            kept.Leave(this);
        }
    }
}
