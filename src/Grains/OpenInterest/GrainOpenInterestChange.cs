using Microsoft.Extensions.Logging;
using SqueezeFlow.Interfaces.OpenInterest;

namespace SqueezeFlow.Grains.OpenInterest;

/// <summary>Asks the coin's grain; an evaluation never fails for want of an answer.</summary>
internal sealed class GrainOpenInterestChange(IGrainFactory grains, OpenInterestVenues venues, ILogger<GrainOpenInterestChange> logger) : IOpenInterestChange
{
    public async ValueTask<double?> AtAsync(string symbol, long unixMs)
    {
        if (venues.Exchanges.Count == 0 || !venues.Coins.Contains(symbol))
        {
            return null;
        }

        double? change = null;
        try
        {
            change = await grains.GetGrain<IOpenInterestGrain>(symbol).GetChangePercentAsync(unixMs);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            OpenInterestLog.ChangeFailed(logger, symbol, e);
        }

        if (change is null)
        {
            OpenInterestMetrics.Unknown.Add(1);
        }

        return change;
    }
}
