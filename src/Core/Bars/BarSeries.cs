using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Bars;

/// <summary>
/// The latest bars of one market and timeframe, kept as long as a late trade may still correct them. Only bars with
/// trades exist. Bars are recycled: nothing is allocated once the series has its working size. Not thread-safe.
/// </summary>
/// <param name="timeframe">Length of a bar.</param>
/// <param name="correctionMs">How long after its end a bar may still change, milliseconds of market time.</param>
internal sealed class BarSeries(Timeframe timeframe, long correctionMs)
{
    // Places that were never used are empty: a series that has grown holds no more bars than it needs.
    private BarBuilder?[] _ring = [];
    private int _head;

    /// <summary>Length of a bar.</summary>
    public Timeframe Timeframe { get; } = timeframe;

    /// <summary>Bars that open at this time or later stay whatever their age.</summary>
    public long KeepFrom { get; set; } = long.MaxValue;

    /// <summary>Bars that open before this time have not changed since it was set.</summary>
    public long ChangedFrom { get; set; } = long.MaxValue;

    /// <summary>Every bar that opens at this time or later and has a trade is kept; earlier ones may be in the store alone.</summary>
    public long WholeFrom { get; private set; } = long.MinValue;

    /// <summary>Bars kept.</summary>
    public int Count { get; private set; }

    /// <summary>The latest bar; null before the first.</summary>
    public BarBuilder? Latest => Count == 0 ? null : this[Count - 1];

    /// <summary>Bar by age, the oldest first.</summary>
    public BarBuilder this[int index] => _ring[(_head + index) & (_ring.Length - 1)]!;

    /// <summary>The bar that opens at a time; null when it has no trade or is kept no longer.</summary>
    public BarBuilder? Find(long openUnixMs)
    {
        var index = IndexAtOrAfter(openUnixMs);
        return index < Count && this[index].OpenUnixMs == openUnixMs ? this[index] : null;
    }

    /// <summary>The first bar that opens at a time or later; null when there is none.</summary>
    public BarBuilder? FirstAtOrAfter(long openUnixMs)
    {
        var index = IndexAtOrAfter(openUnixMs);
        return index < Count ? this[index] : null;
    }

    /// <summary>The bar of a time, made when it is missing.</summary>
    public BarBuilder Open(long unixMs)
    {
        var open = Timeframe.Floor(unixMs);
        ChangedFrom = Math.Min(ChangedFrom, open);
        if (Latest is { } latest && latest.OpenUnixMs == open)
        {
            return latest;
        }

        var index = IndexAtOrAfter(open);
        return index < Count && this[index].OpenUnixMs == open ? this[index] : Insert(index, open);
    }

    /// <summary>Whether the bar of a time is kept, or has no trade.</summary>
    public bool Holds(long unixMs) => Timeframe.Floor(unixMs) >= WholeFrom;

    /// <summary>Stored bars of which this series is made were put in: see <see cref="WholeFrom"/>. A bar that began earlier is not whole.</summary>
    public void BeginAt(long unixMs) => WholeFrom = Timeframe.Ceiling(unixMs);

    /// <summary>Adds a trade to the bar of its time.</summary>
    public void Add(in Trade trade) => Open(trade.UnixMs).Add(trade);

    /// <summary>The bars that end after a time were stored as far as they had come, or not at all: they are to be stored again.</summary>
    public void Touch(long unixMs)
    {
        for (var i = Count - 1; i >= 0 && Timeframe.Close(this[i].OpenUnixMs) > unixMs; i--)
        {
            this[i].IsDirty = true;
            ChangedFrom = Math.Min(ChangedFrom, this[i].OpenUnixMs);
        }
    }

    /// <summary>Forgets bars that can no longer change, stored or not.</summary>
    public void Forget(long nowUnixMs)
    {
        for (var i = IndexAtOrAfter(ChangedFrom); i < Count; i++)
        {
            this[i].IsDirty = false;
        }

        ChangedFrom = long.MaxValue;
        Trim(nowUnixMs);
    }

    /// <summary>Forgets bars that can no longer change and are stored.</summary>
    public void Trim(long nowUnixMs)
    {
        while (Count > 1 && !this[0].IsDirty && Timeframe.Close(this[0].OpenUnixMs) + correctionMs < nowUnixMs && this[0].OpenUnixMs < KeepFrom)
        {
            WholeFrom = Math.Max(WholeFrom, Timeframe.Close(this[0].OpenUnixMs));
            _head = (_head + 1) & (_ring.Length - 1);
            Count--;
        }
    }

    /// <summary>Place of the first bar that opens at a time or later; <see cref="Count"/> when there is none.</summary>
    public int IndexAtOrAfter(long openUnixMs)
    {
        var index = Count;
        while (index > 0 && this[index - 1].OpenUnixMs >= openUnixMs)
        {
            index--;
        }

        return index;
    }

    private BarBuilder Insert(int index, long openUnixMs)
    {
        if (Count == _ring.Length)
        {
            Grow();
        }

        var mask = _ring.Length - 1;
        var fresh = _ring[(_head + Count) & mask] ?? new();
        for (var i = Count; i > index; i--)
        {
            _ring[(_head + i) & mask] = _ring[(_head + i - 1) & mask];
        }

        _ring[(_head + index) & mask] = fresh;
        Count++;
        fresh.Reset(openUnixMs);
        return fresh;
    }

    private void Grow()
    {
        var larger = new BarBuilder?[Math.Max(4, _ring.Length * 2)];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = this[i];
        }

        _ring = larger;
        _head = 0;
    }
}
