using SqueezeFlow.Silo.Configuration;

namespace SqueezeFlow.Silo.Commands.Arguments;

/// <summary>Tells <c>--Key:Sub=value</c> and <c>--Key:Sub value</c>, which every command takes, from the command's own arguments.</summary>
/// <param name="Own">The command's own arguments.</param>
/// <param name="Settings">Configuration, one <c>--Key:Sub=value</c> each.</param>
/// <param name="Problems">Keys without a value.</param>
internal sealed record ConfigurationArguments(IReadOnlyList<string> Own, IReadOnlyList<string> Settings, IReadOnlyList<ConfigurationProblem> Problems)
{
    /// <summary>Splits a command line.</summary>
    public static ConfigurationArguments Split(IReadOnlyList<string> arguments)
    {
        List<string> own = [];
        List<string> settings = [];
        List<ConfigurationProblem> problems = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!IsKey(argument))
            {
                own.Add(argument);
            }
            else if (argument.Contains('=', StringComparison.Ordinal))
            {
                settings.Add(argument);
            }
            else if (i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add($"{argument}={arguments[++i]}");
            }
            else
            {
                problems.Add(new(argument, null, "has no value", $"write {argument}=VALUE"));
            }
        }

        return new(own, settings, problems);
    }

    // Sections begin with a letter and hold a colon before any '='; options of commands never do.
    private static bool IsKey(string argument)
    {
        var name = argument.Split('=', 2)[0];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return name.StartsWith("--", StringComparison.Ordinal) && colon > 3 && colon < name.Length - 1 &&
            char.IsLetter(name[2]) && char.IsLetter(name[colon + 1]);
    }
}
