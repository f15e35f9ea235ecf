using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Transfer.Importing;

/// <summary>Reads a file of bars or trades, whatever wrote it, by the names of its columns.</summary>
internal static class ImportFile
{
    /// <summary>The bars of a file: those in it, or those of one second that its trades make.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">What its columns are called; where they are called otherwise it holds bars.</param>
    /// <param name="market">The market to take: the only one that the file may be of when it does not tell, or has one; else one of its markets. Null for all.</param>
    /// <param name="timeframe">Length of its bars, where it does not tell; null for the distance of its rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DataFormatException">The file will not do; the message names file, place, value and what would.</exception>
    public static async Task<IReadOnlyList<BarSeries>> ReadAsync(
        string path, ColumnNames names, MarketId? market, Timeframe? timeframe, CancellationToken cancellationToken)
    {
        using var table = await ParquetText.OpenAsync(path, cancellationToken);
        var file = table?.Path ?? path;
        var series = Read(file, HeaderOf(file), names, timeframe);
        return Chosen(Path.GetFileName(path), series, market);
    }

    private static IReadOnlyList<BarSeries> Read(string path, string header, ColumnNames names, Timeframe? timeframe) =>
        names.IsOwn && Has(header, "open_unix_ms") ? OwnBarFile.Read(path)
        : names.IsOwn && Has(header, TradeFile.Time) ? TradeFile.Read(path, header)
        : [ForeignBarFile.Read(path, names, timeframe)];

    private static IReadOnlyList<BarSeries> Chosen(string file, IReadOnlyList<BarSeries> series, MarketId? market)
    {
        MarketId[] markets = [.. series.Select(one => one.Market).Distinct()];
        if (market is not { } wanted)
        {
            return markets.Contains(default)
                ? throw new DataFormatException(file, "line 1", "no market", "a column market, or --market, which tells whose rows these are")
                : series;
        }

        if (markets.Length == 1)
        {
            return [.. series.Select(one => one with { Market = wanted })];
        }

        return markets.Contains(wanted)
            ? [.. series.Where(one => one.Market == wanted)]
            : throw new DataFormatException(file, "rows", $"the markets {string.Join(", ", markets)}", $"{wanted} among them, as --market says");
    }

    private static bool Has(string header, string column) => header.Contains(column, StringComparison.OrdinalIgnoreCase);

    private static string HeaderOf(string path)
    {
        using var text = DataFile.OpenText(path);
        return text.ReadLine() ?? string.Empty;
    }
}
