using System.Numerics;

namespace SqueezeFlow.Core.Signals.Windows;

/// <summary>
/// The values of one column of the window, newest last, always contiguous in memory. It may remember fewer values than
/// the window has rows: only as many as anybody looks back.
/// </summary>
internal sealed class Series
{
    private readonly int _windowRows;
    private readonly int _remembered;
    private double[] _items;
    private double[] _shifted = [];
    private int _end;

    /// <param name="windowRows">Rows of the window; 0 when nothing ever leaves it.</param>
    /// <param name="remembered">Values that can be asked for; 0 for all of the window.</param>
    public Series(int windowRows, int remembered)
    {
        _windowRows = windowRows == 0 ? int.MaxValue : windowRows;
        _remembered = remembered == 0 ? _windowRows : Math.Min(remembered, _windowRows);
        _items = new double[_remembered > 4096 ? 1024 : _remembered + Math.Max(16, _remembered / 2)];
    }

    /// <summary>Rows in the window.</summary>
    public int Count { get; private set; }

    /// <summary>Subtracted from every value on reading.</summary>
    public double Anchor { get; set; }

    /// <summary>The newest value.</summary>
    public double Last => Back(1);

    /// <summary>The k-th newest value, 1 being the newest.</summary>
    public double Back(int k) => _items[_end - k] - Anchor;

    /// <summary>The k newest values, oldest first. Valid until the next value is added or the anchor moves.</summary>
    public ReadOnlySpan<double> Tail(int k) => Anchor == 0 ? _items.AsSpan(_end - k, k) : Shift(k);

    public void Add(double value)
    {
        if (_end == _items.Length)
        {
            MakeRoom();
        }

        _items[_end++] = value;
        Count = Math.Min(Count + 1, _windowRows);
    }

    private void MakeRoom()
    {
        if (_remembered >= _end)
        {
            Array.Resize(ref _items, Math.Max(64, _items.Length * 2));
            return;
        }

        _items.AsSpan(_end - _remembered, _remembered).CopyTo(_items);
        _end = _remembered;
    }

    // Aligned to the end of the buffer, so that tails of different lengths agree where they overlap.
    private ReadOnlySpan<double> Shift(int k)
    {
        if (_shifted.Length < k)
        {
            _shifted = new double[Math.Max(k, 32)];
        }

        var target = _shifted.AsSpan(_shifted.Length - k);
        var source = _items.AsSpan(_end - k, k);
        var anchor = new Vector<double>(Anchor);
        var done = 0;
        for (; done <= k - Vector<double>.Count; done += Vector<double>.Count)
        {
            (new Vector<double>(source[done..]) - anchor).CopyTo(target[done..]);
        }

        for (; done < k; done++)
        {
            target[done] = source[done] - Anchor;
        }

        return target;
    }
}
