using SqueezeFlow.Client.Transfer.Tables;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Transfer.History;

/// <summary>Loads bars of a venue into a file that back-tests read: what is missing of it, page by page, then the file as a whole.</summary>
internal static class HistoryDownload
{
    // A page of either venue.
    private const int BarsAtOnce = 1_000;

    private static readonly IReadOnlyList<TableColumn> Columns =
    [
        TableColumn.Of<long>("time_s"),
        TableColumn.Of<string>("market"),
        TableColumn.Of<double>("open"),
        TableColumn.Of<double>("high"),
        TableColumn.Of<double>("low"),
        TableColumn.Of<double>("close"),
        TableColumn.Of<double>("vbuy"),
        TableColumn.Of<double>("vsell"),
    ];

    /// <summary>Loads what is not loaded; answers all bars. What was loaded stays in the log whatever happens.</summary>
    /// <exception cref="HttpRequestException">The venue does not answer.</exception>
    public static async Task<IReadOnlyList<Bar>> LoadAsync(
        VenueMarket market, HistoryRequest request, HistoryLog log, IProgress<long> progress, CancellationToken cancellationToken)
    {
        while (log.NextUnixMs < request.ToUnixMs)
        {
            progress.Report((log.NextUnixMs - request.FromUnixMs) / request.Timeframe.Milliseconds);
            var to = Math.Min(request.ToUnixMs, request.Timeframe.Back(log.NextUnixMs, -BarsAtOnce));
            log.Add(await market.ReadAsync(request.Timeframe, log.NextUnixMs, to, cancellationToken), to);
        }

        return log.Bars;
    }

    /// <summary>Writes the file, which takes its name when it is whole.</summary>
    public static async Task WriteAsync(string path, HistoryRequest request, IReadOnlyList<Bar> bars, CancellationToken cancellationToken)
    {
        await using var file = await TableFile.CreateAsync(path, Columns, cancellationToken);
        foreach (var bar in bars)
        {
            await file.WriteAsync(
                [bar.OpenUnixMs / 1_000, request.Market.ToString(), bar.Open, bar.High, bar.Low, bar.Close, bar.BuyNotional, bar.SellNotional], cancellationToken);
        }

        await file.CommitAsync();
    }
}
