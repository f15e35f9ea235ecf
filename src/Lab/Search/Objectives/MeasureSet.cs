using System.Text.Json;

namespace SqueezeFlow.Lab.Search.Objectives;

/// <summary>What was measured of a candidate. Immutable; what is not known is NaN.</summary>
public sealed class MeasureSet
{
    private readonly double[] _values = [.. Enumerable.Repeat(double.NaN, Names.Count)];

    /// <summary>Some of the measures.</summary>
    public MeasureSet(params IEnumerable<KeyValuePair<Measure, double>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (measure, value) in values)
        {
            _values[(int)measure] = value;
        }
    }

    /// <summary>Names in expressions and files, in the order of <see cref="Measure"/>: <c>net_profit</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<Measure>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>One of them.</summary>
    public double this[Measure measure] => _values[(int)measure];

    /// <summary>Finds a measure by its name.</summary>
    public static bool TryFind(string name, out Measure measure)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                measure = (Measure)i;
                return true;
            }
        }

        measure = default;
        return false;
    }
}
