using System.CommandLine;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Parameters.Files;

namespace SqueezeFlow.Client.Commands.Offline.Options;

/// <summary>Files of parameters that a command is given.</summary>
internal static class ParameterFiles
{
    private const string Name = "--parameters";

    /// <summary>The option; null when it is not given.</summary>
    public static Option<string?> Option() => new(Name)
    {
        Description = "Parameters of the strategy, .json (see squeezeflow parameters)",
        HelpName = "FILE",
    };

    /// <summary>Reads a file; where none was given they are those of the profile.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="profile">Profile that was asked for beside it; null for the usual one.</param>
    /// <param name="name">Name of the option or argument that gave it.</param>
    /// <exception cref="ConsoleFailure">It cannot be read or is of another profile; all that is wrong is told.</exception>
    public static StrategyParameters Read(string? path, StrategyProfile? profile, string name = Name)
    {
        if (path is null)
        {
            return StrategyParameters.Of(profile ?? StrategyProfile.Corrected);
        }

        var reading = ParameterReader.Read(TextOf(path, name), profile ?? StrategyProfile.Corrected);
        var faults = reading.NamesProfile && profile is { } asked && asked != reading.Parameters.Profile
            ? [.. reading.Faults, $"is of profile {reading.Parameters.Profile}, --profile is {asked}: make them the same, or leave --profile out"]
            : reading.Faults;
        return faults.Count == 0
            ? reading.Parameters
            : throw new ConsoleFailure(ConsoleExit.BadUsage, $"{name}: '{path}': {string.Join("; ", faults)}");
    }

    private static string TextOf(string path, string name)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, $"{name}: '{path}' cannot be read, {error.Message.TrimEnd('.')}: give a .json file, e.g. what squeezeflow parameters --file prints", error);
        }
    }
}
