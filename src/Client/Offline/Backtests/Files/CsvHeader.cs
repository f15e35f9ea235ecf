using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Finds columns by their names, whatever their order, letter case and the spaces around them.</summary>
internal static class CsvHeader
{
    private const int ShownLength = 300;

    /// <summary>Whether a column is there.</summary>
    public static bool Has(string[] header, string name) => header.Any(found => Equal(found.Trim(), name));

    /// <summary>Each wanted column, then the optional ones.</summary>
    /// <param name="file">Name of the file.</param>
    /// <param name="header">The names in it.</param>
    /// <param name="layout">What is wanted.</param>
    /// <param name="asked">What the columns are called there; null where that cannot be asked for.</param>
    /// <exception cref="DataFormatException">A column is missing or there twice.</exception>
    public static CsvColumn[] ColumnsOf(string file, string[] header, CsvLayout layout, ColumnNames? asked)
    {
        var names = asked ?? ColumnNames.Own;
        var found = Array.ConvertAll(header, name => name.Trim());
        if (found.Any(name => name.Contains('\0')))
        {
            throw new DataFormatException(file, "line 1", "bytes that are no text", "UTF-8, or UTF-16 that begins with its byte order mark");
        }

        var wanted = layout.Wanted.Select(name => (Name: name, Parts: PartsOf(found, names.Of(name)))).ToList();
        var missing = wanted.SelectMany(column => column.Parts).Where(name => CountOf(found, name) == 0).Distinct().ToList();
        if (missing.Count > 0)
        {
            throw new DataFormatException(
                file, "line 1", $"{Shown(found)}, without {string.Join(", ", missing)}", $"the columns {string.Join(", ", wanted.SelectMany(column => column.Parts).Distinct())} in any order and letter case{Fix(asked)}");
        }

        var all = wanted.Concat(layout.Optional.Select(name => (Name: name, Parts: new[] { names.Of(name) }))).ToList();
        if (all.SelectMany(column => column.Parts).FirstOrDefault(name => CountOf(found, name) > 1) is { } twice)
        {
            throw new DataFormatException(file, "line 1", $"{Shown(found)}, {twice} more than once", $"each column once");
        }

        return [.. all.Select(column => new CsvColumn(
            names.Of(column.Name) is var theirs && Equal(theirs, column.Name) ? column.Name : $"{theirs} ({column.Name})",
            PlaceOf(found, column.Parts[0]),
            column.Parts.Length > 1 ? PlaceOf(found, column.Parts[1]) : -1))];
    }

    // A dash may be part of a name.
    private static string[] PartsOf(string[] found, string name) =>
        CountOf(found, name) == 0 && name.Split('-', 2, StringSplitOptions.TrimEntries) is { Length: 2 } parts && parts.All(part => part.Length > 0) ? parts : [name];

    private static string Fix(ColumnNames? names) => names is { IsOwn: true } ? ", or --columns OURS=THEIRS,… where they have other names" : string.Empty;

    private static int CountOf(string[] names, string name) => names.Count(found => Equal(found, name));

    private static int PlaceOf(string[] names, string name) => Array.FindIndex(names, found => Equal(found, name));

    private static bool Equal(string found, string name) => found.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string[] names)
    {
        var text = string.Join(", ", names);
        return text.Length == 0 ? "nothing" : $"the columns {(text.Length <= ShownLength ? text : text[..ShownLength] + "…")}";
    }
}
