using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>How far longer bars have come when the service makes them, seen from beside it: by the time, and by what it has noted to be made again.</summary>
/// <param name="nowUnixMs">Now, milliseconds since 1970 UTC.</param>
/// <param name="late">What is to be made again.</param>
internal sealed class SettledBefore(long nowUnixMs, IReadOnlyList<TimeRange> late) : ISettledTime
{
    // The service looks every five minutes whether the database's own queries ran, and makes what they did not.
    private const long GraceMs = 600_000;

    /// <inheritdoc/>
    public long SettledToUnixMs(Timeframe timeframe) => late.Select(range => range.FromUnixMs).Append(nowUnixMs - GraceMs).Min(time => timeframe.Back(time, 1));
}
