using System.Globalization;
using SqueezeFlow.Silo.Configuration;

namespace SqueezeFlow.Silo.Commands;

/// <summary><c>config show</c>: each value, and where it came from.</summary>
internal static class ConfigShowCommand
{
    /// <summary>Prints <c>key = value  (origin)</c> lines, ordered by key, then all problems.</summary>
    public static int Run(CommandContext context)
    {
        var configuration = context.Configure("config show");
        foreach (var (key, value) in Values(configuration))
        {
            context.Output.WriteLine($"{key} = {ConfigurationCheck.Shown(key, value)}  ({configuration.OriginOf(key)})");
        }

        return context.Accept(configuration) ? ExitCode.Done : ExitCode.BadUsage;
    }

    private static SortedDictionary<string, string> Values(SiloConfiguration configuration)
    {
        var values = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (section, type) in KnownOptions.All)
        {
            var defaults = Activator.CreateInstance(type)!;
            foreach (var property in KnownOptions.ValuesOf(type))
            {
                values[$"{section}:{property.Name}"] = Convert.ToString(property.GetValue(defaults), CultureInfo.InvariantCulture) ?? "";
            }
        }

        foreach (var pair in configuration.Root.AsEnumerable().Where(pair => pair.Value is not null && pair.Key.Contains(':', StringComparison.Ordinal)))
        {
            values[pair.Key] = pair.Value!;
        }

        return values;
    }
}
