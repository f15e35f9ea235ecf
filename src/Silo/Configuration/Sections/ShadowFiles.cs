using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Grains.Symbols.Shadowing;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>The files that <c>Shadows:Files</c> names.</summary>
internal static class ShadowFiles
{
    private const string Key = $"{ShadowOptions.Section}:{nameof(ShadowOptions.Files)}";
    private const int Most = 1_000;

    /// <summary>The live parameters and the shadows beside them; nothing where no file is named. What cannot be used is left out: see <see cref="ProblemsOf(IConfiguration)"/>.</summary>
    public static IReadOnlyList<ShadowSpec> Of(IConfiguration root)
    {
        var profile = StrategyParametersFile.ProfileOf(root);
        var specs = PathsOf(root)
            .Select(path => (Name: NameOf(path), StrategyParametersFile.Read(path, profile).Reading))
            .Where(file => file.Reading is { Faults: [] })
            .Select(file => new ShadowSpec(file.Name, file.Reading!.Parameters))
            .ToList();
        return specs.Count == 0 ? [] : [new(ShadowSpec.LiveName, StrategyParametersFile.Of(root)), .. specs];
    }

    /// <summary>A problem for everything that is wrong with a file.</summary>
    public static IEnumerable<ConfigurationProblem> ProblemsOf(IConfiguration root)
    {
        List<ConfigurationProblem> problems = [];
        foreach (var path in Words(root).Where(Directory.Exists).Where(folder => Directory.GetFiles(folder, "*.json").Length == 0))
        {
            problems.Add(new(Key, path, "is a folder without a *.json", "put files of parameters there, or name them"));
        }

        var paths = PathsOf(root).ToList();
        if (paths.Count > Most)
        {
            return [.. problems, new(Key, $"{paths.Count} files", "are too many", $"name {Most} or fewer")];
        }

        foreach (var same in paths.GroupBy(NameOf, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            problems.Add(new(Key, string.Join(", ", same), $"have one name, {same.Key}", "a shadow is called as its file: rename all but one"));
        }

        foreach (var path in paths)
        {
            problems.AddRange(ProblemsOf(path, root));
        }

        return problems;
    }

    private static IEnumerable<ConfigurationProblem> ProblemsOf(string path, IConfiguration root)
    {
        var name = NameOf(path);
        if (name.Equals(ShadowSpec.LiveName, StringComparison.OrdinalIgnoreCase) || name.Length > 64 || !name.All(IsOfName))
        {
            yield return new(Key, path, $"gives a shadow no name, {name}", $"rename the file: 1 to 64 letters, digits, '.', '-' and '_', and not {ShadowSpec.LiveName}");
        }

        var profile = StrategyParametersFile.ProfileOf(root);
        var (reading, fault) = StrategyParametersFile.Read(path, profile);
        if (reading is null)
        {
            yield return new(Key, path, $"cannot be read, {fault}", "expected a JSON file of parameters, see squeezeflow parameters --help");
            yield break;
        }

        foreach (var line in reading.Faults)
        {
            yield return ConfigurationProblem.Said($"{Key}: '{path}': {line}");
        }

        if (reading.NamesProfile && reading.Parameters.Profile != profile)
        {
            yield return new(Key, path, $"is of profile {reading.Parameters.Profile}, Strategy:Profile is {profile}", "make them the same");
        }
    }

    private static IEnumerable<string> PathsOf(IConfiguration root) =>
        Words(root).SelectMany(word => Directory.Exists(word) ? Directory.GetFiles(word, "*.json").Order(StringComparer.Ordinal) : (IEnumerable<string>)[word]);

    private static string[] Words(IConfiguration root) =>
        (root[Key] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_';
}
