using SqueezeFlow.Core.Numerics;

namespace SqueezeFlow.Core.Signals.Windows;

/// <summary>Sum of the bar ranges that are older than the newest bars, kept as the window moves.</summary>
internal sealed class BarRanges
{
    private readonly double[] _ring;
    private readonly int _windowRows;
    private readonly int _recentBars;
    private CompensatedSum _older;
    private long _rows;
    private int _missing;
    private int _next;

    /// <param name="windowRows">Rows of the window; 0 when nothing ever leaves it.</param>
    /// <param name="recentBars">Newest bars that are left out.</param>
    public BarRanges(int windowRows, int recentBars)
    {
        _windowRows = windowRows;
        _recentBars = recentBars;
        _ring = new double[windowRows == 0 ? recentBars : Math.Max(windowRows, recentBars)];
    }

    /// <summary>Mean range of the older bars; NaN when one is missing or there are none.</summary>
    public double OlderMean => _missing > 0 ? double.NaN : _older.Value / OlderCount;

    private long OlderCount => Math.Max(0, (_windowRows == 0 ? _rows : Math.Min(_rows, _windowRows)) - _recentBars);

    public void Add(double range)
    {
        if (_rows >= _recentBars && (_windowRows == 0 || _windowRows > _recentBars))
        {
            if (_windowRows != 0 && _rows >= _windowRows)
            {
                Count(_ring[_next], -1);
            }

            Count(_ring[_next >= _recentBars ? _next - _recentBars : _next - _recentBars + _ring.Length], 1);
        }

        _ring[_next] = range;
        _next = _next + 1 == _ring.Length ? 0 : _next + 1;
        _rows++;
        if (_windowRows != 0 && _next == 0)
        {
            SumAgain();
        }
    }

    private double At(long row) => _ring[row % _ring.Length];

    private void Count(double range, int sign)
    {
        if (double.IsNaN(range))
        {
            _missing += sign;
            return;
        }

        _older.Add(sign * range);
    }

    // Once a window, so that what adding and subtracting leaves behind cannot pile up.
    private void SumAgain()
    {
        _older = default;
        for (var row = _rows - OlderCount - _recentBars; row < _rows - _recentBars; row++)
        {
            _older.Add(double.IsNaN(At(row)) ? 0 : At(row));
        }
    }
}
