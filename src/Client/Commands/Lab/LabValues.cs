using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Search.Samplers;
using SqueezeFlow.Lab.Search.Spaces;

namespace SqueezeFlow.Client.Commands.Lab;

/// <summary>Options of searches whose bad values are told by name, value and fix.</summary>
internal static class LabValues
{
    /// <summary>What is searched; once for each parameter.</summary>
    public static Option<SearchParameter[]> Vary() => new("--vary")
    {
        Description = "Parameter to search: NAME=FROM..TO, NAME=FROM..TO:STEP or NAME=FROM..TO:log (names: squeezeflow parameters)",
        HelpName = "RANGE",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => Parameter(result, token.Value)).OfType<SearchParameter>()],
    };

    /// <summary>What is made as large as it can be.</summary>
    public static Option<Objective?> Goal() => new("--objective")
    {
        Description = $"What is made as large as it can be: {string.Join(' ', MeasureSet.Names)}, or an expression over them",
        HelpName = "EXPRESSION",
        DefaultValueFactory = _ => Objective.Parse("sharpe"),
        CustomParser = result =>
        {
            try
            {
                return Objective.Parse(Values.Text(result));
            }
            catch (ObjectiveException error)
            {
                result.AddError($"--objective: {error.Message}");
                return null;
            }
        },
    };

    /// <summary>How candidates are chosen.</summary>
    public static Option<SamplerKind> Sampler() => new("--sampler")
    {
        Description = "How candidates are chosen: tpe (a model of what was good), random or grid",
        HelpName = "HOW",
        DefaultValueFactory = _ => SamplerKind.Tpe,
        CustomParser = result => Enum.GetNames<SamplerKind>().FirstOrDefault(name => name.Equals(Values.Text(result), StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<SamplerKind>(name)
            : Values.Refuse<SamplerKind>(result, "--sampler", "is none of these: give tpe, random or grid"),
    };

    /// <summary>Candidates.</summary>
    public static Option<int> Trials(int fallback) => Values.Whole("--trials", "Candidates to try", 1, SweepPlan.MostTrials, fallback);

    /// <summary>Same seed, same search.</summary>
    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "Same seed, same result",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = result => ulong.TryParse(Values.Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Values.Refuse<ulong>(result, "--seed", "is not a whole number from 0: give e.g. --seed 7"),
    };

    /// <summary>Largest drawdown, percent; null for any.</summary>
    public static Option<double?> MaxDrawdown() => Number("--max-drawdown", "Largest drawdown that a candidate may have, percent", 0, 100, "is no percentage from 0 to 100: give e.g. --max-drawdown 15");

    /// <summary>Share of the data after which hopeless candidates are given up; null for never.</summary>
    public static Option<double?> EarlyStop() => Number("--early-stop", "Give up candidates below the median after this share of the data, e.g. 0.25", 0.01, 0.99, "is no share from 0.01 to 0.99: give e.g. --early-stop 0.25");

    /// <summary>Candidates tried at once; null for as many as there are cores.</summary>
    public static Option<int?> Cores() => new("--cores")
    {
        Description = "Candidates tried at once (default: all cores); changes no result",
        HelpName = "N",
        CustomParser = result => int.TryParse(Values.Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var cores) && cores is >= 1 and <= 1_024
            ? cores
            : Values.Refuse<int?>(result, "--cores", "is not a whole number from 1 to 1024: give e.g. --cores 2"),
    };

    /// <summary>A length of time.</summary>
    public static Option<TimeSpan> Span(string name, string description, string fallback) => new(name)
    {
        Description = $"{description} (default {fallback})",
        HelpName = "SPAN",
        DefaultValueFactory = _ => SpanOf(fallback) ?? TimeSpan.Zero,
        CustomParser = result => SpanOf(Values.Text(result)) is { } span
            ? span
            : Values.Refuse<TimeSpan>(result, name, $"is not a number and s, m, h or d: give e.g. {name} {fallback}"),
    };

    private static TimeSpan? SpanOf(string text) => text == "0" ? TimeSpan.Zero
        : Timeframe.TryParse(text, out var span) ? TimeSpan.FromMilliseconds(span.Milliseconds)
        : null;

    private static Option<double?> Number(string name, string description, double min, double max, string fix) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => double.TryParse(Values.Text(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : Values.Refuse<double?>(result, name, fix),
    };

    private static SearchParameter? Parameter(ArgumentResult result, string text)
    {
        if (SearchParameterText.TryRead(text, out var parameter))
        {
            return parameter;
        }

        result.AddError($"--vary: '{text}' is no range of a parameter: give {SearchParameterText.Form}, e.g. --vary entry.minScore=4..8:0.5");
        return null;
    }
}
