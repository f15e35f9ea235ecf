using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Parameters.Files;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>The file that <c>Strategy:ParametersFile</c> names.</summary>
internal static class StrategyParametersFile
{
    private const string Key = $"{EvaluationOptions.Section}:{nameof(EvaluationOptions.ParametersFile)}";
    private const string ProfileKey = $"{EvaluationOptions.Section}:{nameof(EvaluationOptions.Profile)}";

    /// <summary>Path of the file; null when none is named.</summary>
    public static string? PathOf(IConfiguration root) => root[Key] is { Length: > 0 } path ? path : null;

    /// <summary>The parameters that the strategy runs with. Those of the profile when the file is none that could be used: see <see cref="ProblemsOf"/>.</summary>
    public static StrategyParameters Of(IConfiguration root)
    {
        var profile = ProfileOf(root);
        return PathOf(root) is { } path && Read(path, profile) is { Reading: { Faults: [] } reading } ? reading.Parameters : StrategyParameters.Of(profile);
    }

    /// <summary>A problem for everything that is wrong with the file.</summary>
    public static IEnumerable<ConfigurationProblem> ProblemsOf(IConfiguration root)
    {
        if (PathOf(root) is not { } path)
        {
            return [];
        }

        var profile = ProfileOf(root);
        var (reading, fault) = Read(path, profile);
        if (reading is null)
        {
            return [new(Key, path, $"cannot be read, {fault}", "expected a JSON file of parameters, see squeezeflow parameters --help")];
        }

        var problems = reading.Faults.Select(line => ConfigurationProblem.Said($"{Key}: '{path}': {line}"));
        return reading.NamesProfile && reading.Parameters.Profile != profile
            ? [.. problems, new(Key, path, $"is of profile {reading.Parameters.Profile}, {ProfileKey} is {profile}", "make them the same")]
            : problems;
    }

    /// <summary>The profile that the strategy runs with.</summary>
    public static StrategyProfile ProfileOf(IConfiguration root) =>
        Enum.TryParse<StrategyProfile>(root[ProfileKey], ignoreCase: true, out var profile) && Enum.IsDefined(profile) ? profile : StrategyProfile.Corrected;

    /// <summary>What a file holds; null with the fault when it cannot be read.</summary>
    public static (ParameterReading? Reading, string Fault) Read(string path, StrategyProfile profile)
    {
        try
        {
            return (ParameterReader.Read(File.ReadAllText(path), profile), "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return (null, error.Message.TrimEnd('.'));
        }
    }
}
