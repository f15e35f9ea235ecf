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
    private Task? _asking;

    /// <summary>Asks the server when that was last done a minute ago; one caller for all.</summary>
    /// <exception cref="IOException">The server does not answer.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        Task asking;
        lock (_gate)
        {
            if (_readAt is { } at && clock.GetElapsedTime(at) < Fresh)
            {
                return;
            }

            asking = _asking is { IsCompleted: false } ? _asking : _asking = AskAsync();
        }

        await asking.WaitAsync(cancellationToken).ConfigureAwait(false);
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

    private async Task AskAsync()
    {
        var durations = await query.ListAsync($"SHOW RETENTION POLICIES ON {InfluxQl.Name(options.Database)}", DurationOf, CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            (_durations, _readAt) = (durations.ToDictionary(StringComparer.Ordinal), clock.GetTimestamp());
        }
    }

    private KeyValuePair<string, TimeSpan> DurationOf(InfluxRow row) => InfluxQl.TryParseDuration(row.Text(1) ?? "", out var duration)
        ? new(row.Text(0) ?? "", duration)
        : throw new IOException($"InfluxDB at {options} answers '{row.Text(1)}' as the duration of a policy, expected e.g. 168h0m0s");
}
