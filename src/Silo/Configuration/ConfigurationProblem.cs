namespace SqueezeFlow.Silo.Configuration;

/// <summary>Something wrong in the configuration.</summary>
/// <param name="Key">Key or variable, as the user wrote it.</param>
/// <param name="Value">What was found; masked when it is a secret.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Fix">What to write instead.</param>
internal sealed record ConfigurationProblem(string Key, string? Value, string Fault, string Fix)
{
    /// <summary>Fault of a text that is no value of its type.</summary>
    public const string Unreadable = "cannot be read";

    private string? _line;

    /// <summary>A name that means nothing; its value is not repeated, since a mistyped key may hold a secret.</summary>
    public static ConfigurationProblem Unknown(string name, string origin, string fault, string? nearest)
    {
        var fix = nearest is null ? "see docs/configuration.md" : $"did you mean {nearest}?";
        return new(name, null, fault, fix) { _line = $"{name} ({origin}) {fault}: {fix}" };
    }

    /// <summary>A problem that a part has put in words itself: <c>key: value, fault, fix</c>.</summary>
    public static ConfigurationProblem Said(string line) => new(line.Split(": ", 2)[0], null, line, "") { _line = line };

    /// <summary>One line: key, value, fault, fix.</summary>
    public override string ToString() => _line ?? $"{Key}: '{Value}' {Fault}: {Fix}";
}
