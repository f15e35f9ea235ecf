using SqueezeFlow.Core.Flow;

namespace SqueezeFlow.Grains.Signals;

/// <summary>Market clock of simulated and replayed markets: the close of the bar that is being evaluated.</summary>
internal sealed class CycleClock : IMarketClock
{
    private long _now;

    public long? NowUnixMs => Volatile.Read(ref _now) is var now and > 0 ? now : null;

    public void Set(long unixMs) => Volatile.Write(ref _now, unixMs);
}
