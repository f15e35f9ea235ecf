using System.Globalization;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Lab.Search.Spaces;

namespace SqueezeFlow.Lab.Trials;

/// <summary>A search over parameters of the strategy: those that are not searched keep the values of a base. Immutable.</summary>
public sealed class ParameterSpace
{
    private readonly StrategyParameters _base;
    private readonly IReadOnlyList<ParameterField?> _fields;

    /// <param name="parameters">Values of what is not searched.</param>
    /// <param name="searched">What is searched, by the names of <see cref="ParameterCatalog"/>; whole numbers are searched in steps of 1 where no step is given.</param>
    public ParameterSpace(StrategyParameters parameters, IEnumerable<SearchParameter> searched)
    {
        ArgumentNullException.ThrowIfNull(searched);
        _base = parameters;
        List<SearchParameter> list = [.. searched];
        _fields = [.. list.Select(parameter => ParameterCatalog.Find(parameter.Name))];
        Space = new([.. list.Select((parameter, i) => _fields[i] is { IsWhole: true } && parameter.Step is null && !parameter.IsLogarithmic ? parameter with { Step = 1 } : parameter)]);
    }

    /// <summary>What is searched.</summary>
    public SearchSpace Space { get; }

    /// <summary>Everything that is wrong beside what <see cref="SearchSpace.Problems"/> tells: unknown names, ranges outside of what a parameter may be, halves of whole numbers.</summary>
    public IEnumerable<string> Problems()
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            var parameter = Space.Parameters[i];
            if (_fields[i] is not { } field)
            {
                var near = NearestName.Of(parameter.Name, ParameterCatalog.All.Select(known => known.Name));
                yield return $"{parameter.Name}: is no parameter of the strategy: {(near is null ? "give one, e.g. entry.minScore" : $"did you mean '{near}'?")}";
                continue;
            }

            if (parameter.Low < field.Minimum || parameter.High > field.Maximum)
            {
                yield return $"{parameter.Name}: '{parameter}' leaves what it may be: give a range within {Text(field.Minimum)}..{Text(field.Maximum)} ({field.Unit})";
            }

            if (field.IsWhole && !(double.IsInteger(parameter.Low) && double.IsInteger(parameter.Step ?? 0.5)))
            {
                yield return $"{parameter.Name}: '{parameter}' has parts of whole numbers: give a whole start and a whole step, e.g. {parameter.Name}={Text(Math.Ceiling(parameter.Low))}..{Text(Math.Floor(parameter.High))}:1";
            }
        }
    }

    /// <summary>The parameters of a candidate. Not checked: see <see cref="ParameterCheck"/>.</summary>
    public StrategyParameters Apply(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var parameters = _base;
        for (var i = 0; i < values.Count; i++)
        {
            parameters = _fields[i]!.With(parameters, values[i]);
        }

        return parameters;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
