using System.CommandLine;
using SqueezeFlow.Client.Commands.Offline.Options;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Commands.Lab;

/// <summary>Files of shadows that a command is given, as <c>Shadows:Files</c> names them.</summary>
internal static class ShadowFiles
{
    private const string Name = "--shadows";

    /// <summary>The option; null when it is not given.</summary>
    public static Option<string?> Option() => new(Name)
    {
        Description = "Compare what shadows have traded with back-tests, too: their files of parameters, or folders of them, comma separated",
        HelpName = "FILES",
    };

    /// <summary>The live parameters, and those of the files.</summary>
    /// <param name="text">What was given; null for nothing.</param>
    /// <param name="live">The live parameters.</param>
    /// <exception cref="ConsoleFailure">A file cannot be read, or a folder holds none.</exception>
    public static IReadOnlyList<ShadowSpec> Read(string? text, StrategyParameters live) => text is null ? [] :
    [
        new(ShadowSpec.LiveName, live),
        .. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(PathsOf)
            .Select(path => new ShadowSpec(Path.GetFileNameWithoutExtension(path), ParameterFiles.Read(path, live.Profile, Name))),
    ];

    private static string[] PathsOf(string path)
    {
        string[] files = Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)] : [path];
        return files.Length > 0 ? files : throw ConsoleFailure.BadValue(Name, path, "is a folder without a *.json: name the files or folders of Shadows:Files");
    }
}
