using SqueezeFlow.Client.Http;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Importing;

namespace SqueezeFlow.Client.Transfer.Importing;

/// <summary>Sends bars to the service, some at a time. What is stored and fuller is never replaced, so that a second time changes nothing.</summary>
internal sealed class BarUpload(ServiceClient service, IProgress<long> progress)
{
    private const int BarsAtOnce = 5_000;

    private long _sent;

    /// <summary>Sends a series, and the longer bars that it makes.</summary>
    /// <exception cref="ConsoleFailure">The service refused some of it; what was sent before is stored.</exception>
    public async Task<IReadOnlyList<BarsImported>> SendAsync(BarSeries series, CancellationToken cancellationToken)
    {
        List<BarsImported> done = [await SendAsync(series, keep: "false", cancellationToken)];
        foreach (var longer in series.Longer())
        {
            // Where the service has seen more than the file it has the better longer bars too.
            done.Add(await SendAsync(longer, keep: "true", cancellationToken));
        }

        return done;
    }

    private async Task<BarsImported> SendAsync(BarSeries series, string keep, CancellationToken cancellationToken)
    {
        var path = $"{ApiPaths.Of(ApiPaths.MarketBars, series.Market.ToString())}?timeframe={series.Timeframe}&keep={keep}";
        BarsImported? sum = null;
        foreach (var bars in series.Bars.Chunk(BarsAtOnce))
        {
            var body = new BarsToImport([.. bars.Select(bar => BarView.Of(series.Market, bar))]);
            var answer = await service.SendAsync<BarsToImport, BarsImported>(path, body, cancellationToken);
            sum = sum is null ? answer.Value : sum with { Written = sum.Written + answer.Value.Written, Kept = sum.Kept + answer.Value.Kept };
            progress.Report(_sent += bars.Length);
        }

        return sum ?? throw new InvalidOperationException("A series without a bar.");
    }
}
