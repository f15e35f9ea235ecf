using SqueezeFlow.Core.Numerics;

namespace SqueezeFlow.Core.Signals.Windows;

/// <summary>Cumulative volume delta of one side: never reset inside, read from the first row of the window.</summary>
internal sealed class CvdSeries
{
    private readonly double[] _leaving;
    private CompensatedSum _sum;
    private int _next;
    private long _rows;

    /// <param name="windowRows">Rows of the window; 0 when nothing ever leaves it.</param>
    /// <param name="remembered">Levels that can be asked for; 0 for all of the window.</param>
    /// <param name="anchorRows">Rows after which the anchor follows; 0 when it stays before the first row ever.</param>
    public CvdSeries(int windowRows, int remembered, int anchorRows)
    {
        Levels = new Series(windowRows, remembered);
        _leaving = new double[anchorRows];
    }

    /// <summary>Levels from the first row of the window, USD.</summary>
    public Series Levels { get; }

    /// <summary>Rows in the window.</summary>
    public int Count => Levels.Count;

    /// <summary>The level that was never reset, USD.</summary>
    public double Total => _sum.Value;

    /// <summary>The level that was never reset just before the first row of the window, USD.</summary>
    public double Anchor => Levels.Anchor;

    public void Restore(double total)
    {
        _sum = new CompensatedSum(total);
        Levels.Anchor = total;
    }

    public void Add(double delta)
    {
        _sum.Add(delta);
        Levels.Add(Total);
        if (_leaving.Length == 0)
        {
            return;
        }

        if (_rows++ >= _leaving.Length)
        {
            Levels.Anchor = _leaving[_next];
        }

        _leaving[_next] = Total;
        _next = _next + 1 == _leaving.Length ? 0 : _next + 1;
    }

    /// <summary>Delta of the last k bars, USD.</summary>
    public double Change(int k) => Levels.Last - Levels.Back(k + 1);
}
