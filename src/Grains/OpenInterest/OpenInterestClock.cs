using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.OpenInterest;

/// <summary>Which time readings are of: the host's on live markets, the venue's own on simulated ones.</summary>
internal sealed class OpenInterestClock(IOptions<EvaluationOptions> options, TimeProvider clock)
{
    private readonly MarketMode _mode = options.Value.Mode;

    /// <summary>Time of a reading.</summary>
    public long Of(long venueUnixMs) => !_mode.RunsByWallTime && venueUnixMs > 0 ? venueUnixMs : clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Time now; simulated time is that of the latest reading, null before the first.</summary>
    public long? Now(long? latestUnixMs) => _mode.RunsByWallTime ? clock.GetUtcNow().ToUnixTimeMilliseconds() : latestUnixMs;
}
