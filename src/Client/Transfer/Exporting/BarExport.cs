using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Transfer.Tables;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Transfer.Exporting;

/// <summary>Reads bars of markets from the service, some at a time, into a file.</summary>
internal sealed class BarExport(ServiceClient service, IProgress<long> progress)
{
    private const int BarsAtOnce = 1_000;

    /// <summary>Writes the bars that open in <c>[from, to)</c>, market by market, in time order.</summary>
    public async Task WriteAsync(
        TableFile file, IEnumerable<string> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        foreach (var market in markets)
        {
            var path = ApiPaths.Of(ApiPaths.MarketBars, market);
            for (var from = timeframe.Ceiling(fromUnixMs); from < toUnixMs; from = timeframe.Back(from, -BarsAtOnce))
            {
                var to = Math.Min(toUnixMs, timeframe.Back(from, -BarsAtOnce));
                var answer = await service.GetAsync<BarsView>($"{path}?timeframe={timeframe}&from={from}&to={to}", cancellationToken);
                foreach (var bar in answer.Value.Bars)
                {
                    await file.WriteAsync(BarTable.Row(answer.Value.Market ?? market, timeframe, bar), cancellationToken);
                }

                progress.Report(file.Rows);
            }
        }
    }
}
