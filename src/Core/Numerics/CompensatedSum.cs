namespace SqueezeFlow.Core.Numerics;

/// <summary>
/// Running sum that keeps the rounding error of each addition, so that millions of notionals agree with a decimal sum to
/// 1e-9. Source: Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen (1974).
/// </summary>
public struct CompensatedSum
{
    private double _sum;
    private double _error;

    /// <summary>Starts at a value.</summary>
    public CompensatedSum(double value) => _sum = value;

    /// <summary>The sum.</summary>
    public readonly double Value => _sum + _error;

    /// <summary>Adds a finite value.</summary>
    public void Add(double value)
    {
        var next = _sum + value;
        _error += Math.Abs(_sum) >= Math.Abs(value) ? (_sum - next) + value : (value - next) + _sum;
        _sum = next;
    }
}
