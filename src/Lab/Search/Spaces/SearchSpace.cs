namespace SqueezeFlow.Lab.Search.Spaces;

/// <summary>The numbers that are searched together. Immutable.</summary>
/// <param name="Parameters">Each name once; at least one.</param>
public sealed record SearchSpace(IReadOnlyList<SearchParameter> Parameters)
{
    /// <summary>How many values all steps make together; null when a parameter has no step. Not more than <see cref="long.MaxValue"/>.</summary>
    public long? Size
    {
        get
        {
            var size = 1L;
            foreach (var parameter in Parameters)
            {
                if (parameter.Levels is not { } levels)
                {
                    return null;
                }

                size = size > long.MaxValue / levels ? long.MaxValue : size * levels;
            }

            return size;
        }
    }

    /// <summary>Everything that is wrong with any of them; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (Parameters.Count == 0)
        {
            yield return "search: no parameter: give one or more";
        }

        foreach (var name in Parameters.CountBy(parameter => parameter.Name, StringComparer.Ordinal).Where(name => name.Value > 1))
        {
            yield return $"{name.Key}: is there {name.Value} times: give it once";
        }

        foreach (var problem in Parameters.SelectMany(parameter => parameter.Problems()))
        {
            yield return problem;
        }
    }

    /// <summary>The values at shares of the ranges, 0 to 1.</summary>
    public double[] At(ReadOnlySpan<double> shares)
    {
        var values = new double[Parameters.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Parameters[i].At(shares[i]);
        }

        return values;
    }

    /// <summary>The shares of the ranges at which values lie.</summary>
    public double[] SharesOf(IReadOnlyList<double> values) => [.. Parameters.Select((parameter, i) => parameter.ShareOf(values[i]))];
}
