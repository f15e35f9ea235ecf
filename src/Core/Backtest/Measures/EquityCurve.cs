namespace SqueezeFlow.Core.Backtest.Measures;

/// <summary>Keeps the account over time: every so many bars one point, and the last.</summary>
/// <param name="bars">Bars that will be read.</param>
internal sealed class EquityCurve(int bars)
{
    private const int MostPoints = 20_000;
    private readonly int _stride = Math.Max(1, (bars + MostPoints - 1) / MostPoints);
    private readonly List<EquityPoint> _points = [];
    private int _read;

    /// <summary>What was kept.</summary>
    public IReadOnlyList<EquityPoint> Points => _points;

    /// <summary>Reads the account after a bar.</summary>
    public void Read(long barOpenUnixMs, double equityUsd, double heldInCoinUsd)
    {
        if (_read % _stride == 0 || _read == bars - 1)
        {
            _points.Add(new(barOpenUnixMs, equityUsd, heldInCoinUsd));
        }

        _read++;
    }
}
