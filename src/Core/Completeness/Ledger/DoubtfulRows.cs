namespace SqueezeFlow.Core.Completeness.Ledger;

/// <summary>
/// Rows in which something may be missing, and that may still become complete, and the latest of them whatever it is; of more than <see cref="Most"/> the oldest stay as they were handed out. Not
/// thread-safe.
/// </summary>
internal sealed class DoubtfulRows
{
    /// <summary>Rows that are remembered at most.</summary>
    public const int Most = 4_096;

    private readonly List<LedgerRow> _rows = [];

    /// <summary>Whether trades were added to rows since they were handed out.</summary>
    public bool HaveChanged { get; private set; }

    /// <summary>Remembers a row that was handed out.</summary>
    public void Add(in LedgerRow row)
    {
        if (_rows.Count == Most)
        {
            _rows.RemoveAt(0);
        }

        _rows.Add(row);
    }

    /// <summary>Adds trades to the row of their time; false when none is remembered.</summary>
    public bool TryAdd(long unixMs, long trades, double buyNotional, double sellNotional)
    {
        var at = _rows.FindIndex(row => unixMs >= row.From && unixMs < row.To);
        if (at < 0)
        {
            return false;
        }

        var row = _rows[at];
        row.Add(trades, buyNotional, sellNotional);
        _rows[at] = row with { IsDirty = true };
        HaveChanged = true;
        return true;
    }

    /// <summary>Whether one row holds all of a half-open range; it is told anew then.</summary>
    public bool TryTell(long from, long to)
    {
        var at = _rows.FindIndex(row => row.From <= from && row.To >= to);
        if (at < 0)
        {
            return false;
        }

        _rows[at] = _rows[at] with { IsDirty = true };
        return HaveChanged = true;
    }

    /// <summary>Rows that touch a half-open range cannot become complete any more.</summary>
    public void Forget(long from, long to) => _rows.RemoveAll(row => row.Overlaps(from, to));

    /// <summary>Takes rows that touch a half-open range and in which nothing is missing any more. The latest of all stays: what came late is counted in it still.</summary>
    public IReadOnlyList<LedgerRow> TakeComplete(long from, long to, Func<long, long, bool> isInDoubt)
    {
        if (!_rows.Exists(row => row.Overlaps(from, to)))
        {
            return [];
        }

        var complete = _rows.FindAll(row => row.Overlaps(from, to) && !isInDoubt(row.From, row.To));
        var latest = _rows[^1];
        _rows.RemoveAll(row => row != latest && complete.Contains(row));
        return complete;
    }

    /// <summary>Rows that have changed since they were handed out. Ask <see cref="HaveChanged"/> before.</summary>
    public IEnumerable<LedgerRow> TakeChanged()
    {
        HaveChanged = false;
        for (var i = 0; i < _rows.Count; i++)
        {
            if (_rows[i].IsDirty)
            {
                yield return _rows[i] = _rows[i] with { IsDirty = false };
            }
        }
    }
}
