using System.Text.RegularExpressions;

namespace SqueezeFlow.SystemTests.Dashboard;

/// <summary>Names of measures and labels in expressions of Prometheus, as far as those in this repository go.</summary>
internal static partial class PromQl
{
    /// <summary>Measures that an expression asks for.</summary>
    public static IReadOnlySet<string> MetricsOf(string expression) => Metric().Matches(expression).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>Labels that it chooses or groups by.</summary>
    public static IReadOnlySet<string> LabelsOf(string expression)
    {
        var chosen = Braces().Matches(expression).SelectMany(braces => Chosen().Matches(braces.Value)).Select(match => match.Groups[1].Value);
        var grouped = By().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return chosen.Concat(grouped).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Labels of each measure in an answer of <c>/metrics</c>.</summary>
    public static Dictionary<string, HashSet<string>> Read(string text)
    {
        Dictionary<string, HashSet<string>> labels = new(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var name = line[..line.IndexOfAny(['{', ' '])];
            labels.TryAdd(name, new(StringComparer.Ordinal));
            labels[name].UnionWith(Braces().Match(line) is { Success: true } braces ? Chosen().Matches(braces.Value).Select(match => match.Groups[1].Value) : []);
        }

        return labels;
    }

    [GeneratedRegex(@"\b(squeezeflow|dotnet|orleans)_[a-z0-9_]+|\bup\b")]
    private static partial Regex Metric();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"([a-z_]+)\s*(?:=~|!=|!~|=)")]
    private static partial Regex Chosen();

    [GeneratedRegex(@"\bby\s*\(([^)]*)\)")]
    private static partial Regex By();
}
