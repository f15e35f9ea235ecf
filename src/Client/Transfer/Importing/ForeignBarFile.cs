using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Transfer.Importing;

/// <summary>Reads bars of one market as back-tests do: <c>time_s</c>, prices, <c>vbuy</c> and <c>vsell</c>. How many fills a side had such files do not tell.</summary>
internal static class ForeignBarFile
{
    /// <summary>All bars of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">What its columns are called.</param>
    /// <param name="timeframe">Length of its bars; null for the distance of its rows.</param>
    /// <exception cref="DataFormatException">A column, a row or a value will not do, or its rows are not that far apart.</exception>
    public static BarSeries Read(string path, ColumnNames names, Timeframe? timeframe)
    {
        var file = BarFile.Read(path, names);
        var length = timeframe ?? (file.SpacingSeconds is { } seconds
            ? new Timeframe(seconds * 1_000)
            : throw new DataFormatException(file.Name, "rows", "a single one", "two at least, or --timeframe, which tells how long it is"));
        if (file.SpacingSeconds * 1_000 % length.Milliseconds is not (null or 0))
        {
            throw new DataFormatException(file.Name, "rows", $"{new Timeframe(file.SpacingSeconds!.Value * 1_000)} apart", $"rows {length} apart as --timeframe says");
        }

        return new(
            MarketId.TryParse(file.Market, out var market) ? market : default,
            length,
            [.. file.Bars.Select(bar => new Bar(bar.OpenSeconds * 1_000, bar.Open, bar.High, bar.Low, bar.Close, bar.BuyNotional, bar.SellNotional, 0, 0, 0, 0))]);
    }
}
