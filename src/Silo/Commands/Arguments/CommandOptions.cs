using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SqueezeFlow.Silo.Commands.Arguments;

/// <summary>Options whose complaints name the option, the value and the fix.</summary>
internal static class CommandOptions
{
    /// <summary>A whole number in a range.</summary>
    public static Option<long> Whole(string name, string help, long otherwise, long least, long most) => new(name)
    {
        Description = $"{help} ({otherwise}).",
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => long.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : Refuse<long>(result, name, $"give a whole number from {least} to {most}, e.g. {name} {otherwise}"),
    };

    /// <summary>A number in a range; null when not given.</summary>
    public static Option<double?> Number(string name, string help, double? otherwise, double least, double most, string example) => new(name)
    {
        Description = otherwise is null ? help + "." : string.Create(CultureInfo.InvariantCulture, $"{help} ({otherwise})."),
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => TryNumber(Text(result), least, most, out var value)
            ? value
            : Refuse<double?>(result, name, string.Create(CultureInfo.InvariantCulture, $"give a number from {least} to {most}, e.g. {name} {example}")),
    };

    /// <summary><c>max</c> or a number; infinity for <c>max</c>.</summary>
    public static Option<double> Speed(string name, string help) => new(name)
    {
        Description = help + " (max).",
        HelpName = "max|N",
        DefaultValueFactory = _ => double.PositiveInfinity,
        CustomParser = result => Text(result) == "max" ? double.PositiveInfinity
            : TryNumber(Text(result), 0.001, 1e6, out var value) ? value
            : Refuse<double>(result, name, $"give max, or a number from 0.001 to 1000000, e.g. {name} 60"),
    };

    /// <summary>One of several words; the first when not given.</summary>
    public static Option<string> Choice<T>(string name, string help, Dictionary<string, T> words)
    {
        var (usual, all) = (words.Keys.First(), string.Join('|', words.Keys));
        return new(name)
        {
            Description = $"{help} ({usual}).",
            HelpName = all,
            DefaultValueFactory = _ => usual,
            CustomParser = result => words.ContainsKey(Text(result)) ? Text(result) : Refuse<string>(result, name, $"give one of {string.Join(", ", words.Keys)}, e.g. {name} {usual}"),
        };
    }

    private static bool TryNumber(string text, double least, double most, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;

    private static string Text(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;

    private static T? Refuse<T>(ArgumentResult result, string name, string fix)
    {
        result.AddError($"{name}: '{Text(result)}' cannot be used: {fix}");
        return default;
    }
}
