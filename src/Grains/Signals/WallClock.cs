using SqueezeFlow.Core.Flow;

namespace SqueezeFlow.Grains.Signals;

/// <summary>Market clock of live markets: the host's clock.</summary>
/// <param name="clock">The host's clock.</param>
internal sealed class WallClock(TimeProvider clock) : IMarketClock
{
    public long? NowUnixMs => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
