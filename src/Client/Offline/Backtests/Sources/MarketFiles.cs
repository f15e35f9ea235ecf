using System.Globalization;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Offline.Backtests.Sources;

/// <summary>Joins files of one market that follow each other, as months do.</summary>
internal static class MarketFiles
{
    /// <summary>Bars of all files in time order; what two files both hold must be the same in both.</summary>
    /// <param name="folder">The folder that they are in.</param>
    /// <param name="files">The files; at least one.</param>
    /// <exception cref="DataFormatException">They are of several markets or lengths, or differ where they overlap.</exception>
    public static MarketFile Join(string folder, IReadOnlyList<MarketFile> files)
    {
        Check(files, file => file.Market.Length > 0 ? file.Market : null, "market", "files of one market a folder");
        Check(files, file => file.SpacingSeconds is { } seconds ? $"rows {new Timeframe(seconds * 1_000)} apart" : null, "time_s", "rows of one length in all files of a folder");
        var notes = files.SelectMany(file => file.Notes).ToList();
        return new(
            folder,
            files.Select(file => file.Market).FirstOrDefault(market => market.Length > 0) ?? string.Empty,
            Bars(files, notes),
            files.Select(file => file.SpacingSeconds).FirstOrDefault(spacing => spacing is not null),
            notes)
        {
            Gaps = KnownGap.Join(files.SelectMany(file => file.Gaps)),
            Files = [.. files.SelectMany(file => file.Files)],
        };
    }

    private static List<RecordedBar> Bars(IReadOnlyList<MarketFile> files, List<string> notes)
    {
        var all = files.SelectMany(file => file.Bars.Select(bar => (Bar: bar, File: file))).OrderBy(row => row.Bar.OpenSeconds);
        var bars = new List<RecordedBar>(files.Sum(file => file.Bars.Count));
        var (last, twice) = (files[0], 0);
        foreach (var (bar, file) in all)
        {
            if (bars.Count == 0 || bars[^1].OpenSeconds != bar.OpenSeconds)
            {
                bars.Add(bar);
                last = file;
            }
            else if (bars[^1] == bar)
            {
                twice++;
            }
            else
            {
                throw new DataFormatException(
                    file.Name,
                    "time_s",
                    string.Create(CultureInfo.InvariantCulture, $"{bar.OpenSeconds}, which {last.Name} holds with other values"),
                    "files that do not overlap, or agree where they do: leave one of them out of the folder");
            }
        }

        if (twice > 0)
        {
            notes.Add($"{Path.GetFileName(Path.GetDirectoryName(files[0].Path))}: files overlap: dropped {Counted.Of(twice, "bar")} that another file has too");
        }

        return bars;
    }

    private static void Check(IReadOnlyList<MarketFile> files, Func<MarketFile, string?> read, string place, string expected)
    {
        var told = files.Select(file => (File: file, Value: read(file))).Where(file => file.Value is not null).ToList();
        var other = told.FindIndex(file => file.Value != told[0].Value);
        if (other > 0)
        {
            throw new DataFormatException(told[other].File.Name, place, $"{told[other].Value}, while {told[0].File.Name} holds {told[0].Value}", expected);
        }
    }
}
