using SqueezeFlow.Core.Numerics;

namespace SqueezeFlow.Core.Signals.Windows;

/// <summary>Sum of the bar ranges that are older than the last <see cref="RecentBars"/> bars, kept as the window moves.</summary>
internal sealed class BarRanges
{
    /// <summary>Bars that count as recent.</summary>
    public const int RecentBars = 20;

    private readonly double[] _ring;
    private readonly int _windowRows;
    private CompensatedSum _older;
    private long _rows;
    private int _missing;
    private int _next;

    public BarRanges(int windowRows)
    {
        _windowRows = windowRows;
        _ring = new double[windowRows == 0 ? RecentBars : Math.Max(windowRows, RecentBars)];
    }

    /// <summary>Mean range of the older bars; NaN when one is missing or there are none.</summary>
    public double OlderMean => _missing > 0 ? double.NaN : _older.Value / OlderCount;

    private long OlderCount => Math.Max(0, (_windowRows == 0 ? _rows : Math.Min(_rows, _windowRows)) - RecentBars);

    public void Add(double range)
    {
        if (_rows >= RecentBars && _windowRows is 0 or > RecentBars)
        {
            if (_windowRows != 0 && _rows >= _windowRows)
            {
                Count(_ring[_next], -1);
            }

            Count(_ring[_next >= RecentBars ? _next - RecentBars : _next - RecentBars + _ring.Length], 1);
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
        for (var row = _rows - OlderCount - RecentBars; row < _rows - RecentBars; row++)
        {
            _older.Add(double.IsNaN(At(row)) ? 0 : At(row));
        }
    }
}
