using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Sources;

/// <summary>Reads the bars of one market, whatever holds them: a file, or a folder of files that follow each other.</summary>
internal static class BarSource
{
    private static readonly string[] Endings = [".csv", ".csv.gz", ".parquet"];

    /// <summary>All bars of a market.</summary>
    /// <param name="path">A file, or a folder of files.</param>
    /// <param name="names">What the columns are called in files.</param>
    /// <exception cref="DataFormatException">What is there will not do; the message names file, place, value and what would.</exception>
    public static MarketFile Read(string path, ColumnNames names) => Directory.Exists(path) ? ReadFolder(path, names) : BarFile.Read(path, names);

    private static MarketFile ReadFolder(string folder, ColumnNames names)
    {
        var files = Directory.EnumerateFiles(folder)
            .Where(file => Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? MarketFiles.Join(Path.TrimEndingDirectorySeparator(folder), [.. files.Select(file => BarFile.Read(file, names))])
            : throw new DataFormatException(folder, "folder", "no file of bars", $"files of one market that end in {string.Join(", ", Endings)}");
    }
}
