using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Requests;

/// <summary>The latest time that a reader may mean by "now": market time, which demo and replay run at their own speed.</summary>
internal sealed class MarketTime(IGrainAccess grains, ServiceMode mode, TimeProvider clock)
{
    /// <summary>Market time, milliseconds since 1970 UTC; wall time while live, or before the first trade.</summary>
    public async Task<long> NowUnixMsAsync(CancellationToken cancellationToken)
    {
        var wall = clock.GetUtcNow();
        if (mode.IsLive)
        {
            return wall.ToUnixTimeMilliseconds();
        }

        var symbols = await grains.GetSymbolsAsync(cancellationToken);
        var latest = symbols.Max(symbol => symbol.MarketTime);
        return (latest ?? wall).ToUnixTimeMilliseconds();
    }
}
