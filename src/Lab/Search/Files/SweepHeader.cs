using System.Text.Json;

namespace SqueezeFlow.Lab.Search.Files;

/// <summary>The first line of a result file: all that decides what the other lines say.</summary>
/// <param name="Program">Version of the program.</param>
/// <param name="Plan">What is searched.</param>
/// <param name="Settings">What candidates are run with beside their parameters, by name.</param>
/// <param name="Inputs">SHA-256 of each file of data, by its name.</param>
public sealed record SweepHeader(
    string Program,
    SweepPlan Plan,
    IReadOnlyList<KeyValuePair<string, string>> Settings,
    IReadOnlyList<KeyValuePair<string, string>> Inputs)
{
    /// <summary>What kind of file it is.</summary>
    public const string Format = "squeezeflow-sweep";

    /// <summary>Version of the lines.</summary>
    public const int Version = 1;

    /// <summary>Everything by its name, in the order of the line.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields() =>
    [
        new("format", Format),
        new("version", Text($"{Version}")),
        new("program", Program),
        new("seed", Text($"{Plan.Seed}")),
        new("trials", Text($"{Plan.Trials}")),
        new("sampler", Plan.Sampler.ToString().ToLowerInvariant()),
        new("objective", Plan.Objective.Text),
        new("min_trades", Text($"{Plan.Constraints.MinTrades}")),
        new("max_drawdown", Plan.Constraints.MaxDrawdownPercent is { } most ? Text($"{most:R}") : "any"),
        new("early_stop", Plan.EarlyShare is { } share ? Text($"{share:R}") : "none"),
        new("search", string.Join(' ', Plan.Space.Parameters)),
        .. Settings,
        .. Inputs.Select(input => KeyValuePair.Create("input " + input.Key, input.Value)),
    ];

    /// <summary>The line, without its end.</summary>
    public string ToLine() => JsonLine.Write(writer =>
    {
        foreach (var (name, value) in Fields())
        {
            writer.WriteString(name, value);
        }
    });

    /// <summary>What of a line is not as here, each with both values; empty when all is.</summary>
    /// <exception cref="JsonException">The line is no JSON object of texts.</exception>
    public IEnumerable<string> DifferencesFrom(string line)
    {
        var found = JsonSerializer.Deserialize<Dictionary<string, string>>(line) ?? [];
        foreach (var (name, value) in Fields())
        {
            var there = found.Remove(name, out var other) ? other : null;
            if (there != value)
            {
                yield return there is null ? $"{name}: it has none, this is '{value}'" : $"{name}: it has '{there}', this is '{value}'";
            }
        }

        foreach (var (name, value) in found)
        {
            yield return $"{name}: it has '{value}', this has none";
        }
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
