using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Requests;

/// <summary>The latest time that a reader may mean by "now": market time, which demo and replay run at their own speed.</summary>
internal sealed class MarketTime(IGrainAccess grains, ServiceMode mode, TimeProvider clock)
{
    /// <summary>Market time; wall time while live, null before the first trade.</summary>
    public async Task<DateTimeOffset?> FindAsync(CancellationToken cancellationToken)
    {
        if (mode.IsLive)
        {
            return clock.GetUtcNow();
        }

        var symbols = await grains.GetSymbolsAsync(cancellationToken);
        return symbols.Max(symbol => symbol.MarketTime);
    }

    /// <summary>Market time, milliseconds since 1970 UTC; wall time while live, or before the first trade.</summary>
    public async Task<long> NowUnixMsAsync(CancellationToken cancellationToken)
    {
        var known = await FindAsync(cancellationToken);
        return (known ?? clock.GetUtcNow()).ToUnixTimeMilliseconds();
    }
}
