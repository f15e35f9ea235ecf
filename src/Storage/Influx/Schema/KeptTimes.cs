using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>
/// From when on policies keep their points, by what the server says: somebody may have altered them, and one that was there before is left as it is. Safe for
/// concurrent use.
/// </summary>
internal sealed class KeptTimes(InfluxQuery query, InfluxOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Dictionary<string, TimeSpan>? _durations;
    private long? _readAt;

    /// <summary>Asks the server when that was last done a minute ago. Blocks its thread.</summary>
    /// <exception cref="IOException">The server does not answer.</exception>
    public void Refresh(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_readAt is { } at && clock.GetElapsedTime(at) < Fresh)
            {
                return;
            }
        }

        Dictionary<string, TimeSpan> durations = [];
        foreach (var row in query.Read($"SHOW RETENTION POLICIES ON {InfluxQl.Name(options.Database)}", cancellationToken))
        {
            durations[row.Text(0) ?? ""] = InfluxQl.TryParseDuration(row.Text(1) ?? "", out var duration)
                ? duration
                : throw new IOException($"InfluxDB at {options} answers '{row.Text(1)}' as the duration of a policy, expected e.g. 168h0m0s");
        }

        lock (_gate)
        {
            (_durations, _readAt) = (durations, clock.GetTimestamp());
        }
    }

    /// <summary>Every point of a policy at this time or later is kept, milliseconds since 1970 UTC; <see cref="long.MinValue"/> when it deletes nothing.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="expected">How long it is expected to keep points, as long as the server was not asked; for ever unless told.</param>
    public long KeptFromUnixMs(string policy, TimeSpan expected = default)
    {
        TimeSpan duration;
        lock (_gate)
        {
            duration = _durations is null ? expected : _durations.GetValueOrDefault(policy);
        }

        return duration > TimeSpan.Zero ? clock.GetUtcNow().ToUnixTimeMilliseconds() - (long)duration.TotalMilliseconds : long.MinValue;
    }
}
