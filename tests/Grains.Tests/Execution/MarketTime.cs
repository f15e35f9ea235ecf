using SqueezeFlow.Core.Flow;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Market time as a test sets it.</summary>
internal sealed class MarketTime : IMarketClock
{
    public long? NowUnixMs { get; set; } = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
