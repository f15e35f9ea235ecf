using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Measures;

/// <summary>Rate of a cumulative series against its recent noise (Corrected) or against its own level (Original): the specification's rel.</summary>
internal readonly struct RelativeFlow
{
    private readonly Series _levels;
    private readonly FlowRateParameters _parameters;
    private readonly bool _isCorrected;
    private readonly double _noise;

    public RelativeFlow(Series levels, StrategyRules rules)
    {
        _levels = levels;
        _parameters = rules.Parameters.Flow;
        _isCorrected = rules.IsCorrected;
        _noise = _isCorrected ? Noise(levels.Tail(Math.Min(_parameters.NoiseBars, levels.Count))) : 0;
    }

    /// <summary>Rate above which the flow is strong.</summary>
    public double Strong => _parameters.StrongRate;

    /// <summary>Rate above which the flow is there.</summary>
    public double Present => _parameters.PresentRate;

    /// <summary>Rate over the newest rows.</summary>
    public double Recent => Rate(_parameters.RateBars, 0);

    /// <summary>Rate over <paramref name="rows"/> rows that end <paramref name="before"/> rows before the newest.</summary>
    public double Rate(int rows, int before)
    {
        var values = _levels.Tail(rows + before)[..rows];
        if (_isCorrected)
        {
            return _noise == 0 ? 0 : (values[^1] - values[0]) / (rows - 1) / _noise;
        }

        return MeanChange(values);
    }

    /// <summary>Mean relative change from row to row; changes that are not numbers are left out.</summary>
    public static double MeanChange(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        var count = 0;
        for (var i = 1; i < values.Length; i++)
        {
            var change = (values[i] / values[i - 1]) - 1;
            if (!double.IsNaN(change))
            {
                sum += change;
                count++;
            }
        }

        return sum / count;
    }

    private static double Noise(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var i = 1; i < values.Length; i++)
        {
            sum += Math.Abs(values[i] - values[i - 1]);
        }

        return values.Length < 2 ? 0 : sum / (values.Length - 1);
    }
}
