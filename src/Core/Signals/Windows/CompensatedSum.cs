namespace SqueezeFlow.Core.Signals.Windows;

/// <summary>A running sum that keeps what rounding loses (Neumaier).</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    public CompensatedSum(double start) => _sum = start;

    public readonly double Value => _sum + _lost;

    public void Add(double value)
    {
        var sum = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - sum + value : value - sum + _sum;
        _sum = sum;
    }
}
