using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Finds columns by their names, whatever their order, letter case and the spaces around them.</summary>
internal static class CsvHeader
{
    private const int ShownLength = 300;

    /// <summary>Place of each wanted column, then of the optional one; -1 where that is not there.</summary>
    /// <exception cref="DataFormatException">A column is missing or there twice.</exception>
    public static int[] PlacesOf(string file, string[] header, IReadOnlyList<string> wanted, string? optional)
    {
        var names = Array.ConvertAll(header, name => name.Trim());
        if (names.Any(name => name.Contains('\0')))
        {
            throw new DataFormatException(file, "line 1", "bytes that are no text", "UTF-8, or UTF-16 that begins with its byte order mark");
        }

        var missing = wanted.Where(name => CountOf(names, name) == 0).ToList();
        if (missing.Count > 0)
        {
            throw new DataFormatException(
                file, "line 1", $"{Shown(names)}, without {string.Join(", ", missing)}", $"the columns {string.Join(", ", wanted)} in any order and letter case");
        }

        var all = optional is null ? wanted : [.. wanted, optional];
        if (all.FirstOrDefault(name => CountOf(names, name) > 1) is { } twice)
        {
            throw new DataFormatException(file, "line 1", $"{Shown(names)}, {twice} more than once", $"each column once");
        }

        return [.. all.Select(name => Array.FindIndex(names, found => Equal(found, name)))];
    }

    private static int CountOf(string[] names, string name) => names.Count(found => Equal(found, name));

    private static bool Equal(string found, string name) => found.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string[] names)
    {
        var text = string.Join(", ", names);
        return text.Length == 0 ? "nothing" : $"the columns {(text.Length <= ShownLength ? text : text[..ShownLength] + "…")}";
    }
}
