using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace SqueezeFlow.Core.Signals.Parameters;

/// <summary>One parameter of the strategy, by its name in files: <c>divergence.flowBars</c>.</summary>
public sealed class ParameterField
{
    private readonly PropertyInfo _group;
    private readonly PropertyInfo _value;
    private readonly ParameterAttribute _mark;

    internal ParameterField(PropertyInfo group, PropertyInfo value, ParameterAttribute mark)
    {
        (_group, _value, _mark) = (group, value, mark);
        Group = JsonNamingPolicy.CamelCase.ConvertName(group.Name);
        Key = JsonNamingPolicy.CamelCase.ConvertName(value.Name);
        Name = $"{Group}.{Key}";
        NotAbove = mark.NotAbove is { } other ? $"{Group}.{JsonNamingPolicy.CamelCase.ConvertName(other)}" : null;
    }

    /// <summary>Name of its group, e.g. <c>divergence</c>.</summary>
    public string Group { get; }

    /// <summary>Name inside its group, e.g. <c>flowBars</c>.</summary>
    public string Key { get; }

    /// <summary>Both with a point between.</summary>
    public string Name { get; }

    /// <summary>What it counts.</summary>
    public string Unit => _mark.Unit;

    /// <summary>Smallest value allowed.</summary>
    public double Minimum => _mark.Minimum;

    /// <summary>Largest value allowed.</summary>
    public double Maximum => _mark.Maximum;

    /// <summary>What it does, in one sentence.</summary>
    public string Meaning => _mark.Meaning;

    /// <summary>Name of the parameter that it may not exceed; null for none.</summary>
    public string? NotAbove { get; }

    /// <summary>Whether only whole numbers are allowed.</summary>
    public bool IsWhole => _value.PropertyType == typeof(int);

    /// <summary>Its value.</summary>
    public double Of(StrategyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return _value.GetValue(_group.GetValue(parameters)) switch { int whole => whole, double number => number, _ => double.NaN };
    }

    /// <summary>The same parameters with another value of this one. Not checked: see <see cref="ParameterCheck"/>.</summary>
    /// <exception cref="ArgumentException">A whole number is needed and it is none.</exception>
    public StrategyParameters With(StrategyParameters parameters, double value)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (IsWhole && !(value is >= int.MinValue and <= int.MaxValue && double.IsInteger(value)))
        {
            throw new ArgumentException($"{Name}: expected a whole number, found {ParameterCheck.Text(value)}.", nameof(value));
        }

        var group = ((ParameterGroup)_group.GetValue(parameters)!).Copy();
        _value.SetValue(group, Convert.ChangeType(value, _value.PropertyType, CultureInfo.InvariantCulture));
        var copy = parameters with { };
        _group.SetValue(copy, group);
        return copy;
    }
}
