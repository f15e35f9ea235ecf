using System.Globalization;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Storage.Influx;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Silo.Health;

/// <summary>
/// Whether bars reach InfluxDB: degraded while it is away or behind, unhealthy while something is lost for want of room, within an hour after lines were refused, and
/// when the spool's disk fails. What waits is on disk, so that the service stays ready.
/// </summary>
internal sealed class InfluxProbe(InfluxStorage storage, ISpool spool, TimeProvider clock) : IHealthProbe
{
    // Younger, it waits for nothing but the next call.
    private const double Behind = 30;

    private static readonly TimeSpan RefusedFor = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private long _refused;
    private DateTimeOffset? _refusedAt;

    public bool IsRequired => false;

    public ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        var status = spool.Status;
        return new(Judge(storage.Status, status, WasRefusedLately(status.DeadLetteredPoints)));
    }

    internal static HealthPart Judge(InfluxStatus influx, SpoolStatus spool, bool wasRefused)
    {
        var (level, reason) = LevelOf(influx, spool, wasRefused);
        return new("influxdb", level, reason, new Dictionary<string, double>
        {
            ["pending_points"] = spool.PendingPoints,
            ["pending_mb"] = Math.Round(spool.PendingBytes / 1048576.0, 2),
            ["spool_mb"] = Math.Round(spool.FileBytes / 1048576.0, 2),
            ["max_spool_mb"] = Math.Round(spool.MaxBytes / 1048576.0, 2),
            ["spool_percent"] = spool.MaxBytes > 0 ? Math.Round(100.0 * spool.FileBytes / spool.MaxBytes, 1) : 0,
            ["oldest_s"] = Math.Round(spool.OldestSeconds, 1),
            ["points_per_s"] = Math.Round(spool.PointsPerSecond, 1),
            ["sent_points"] = spool.SentPoints,
            ["refused_points"] = spool.DeadLetteredPoints,
            ["dropped_points"] = spool.DroppedPoints,
            ["failures"] = spool.Failures,
            ["unkept_names"] = influx.Unkept.Count,
            ["resample_pending"] = influx.Resample.Pending,
        });
    }

    private static (string Level, string Reason) LevelOf(InfluxStatus influx, SpoolStatus spool, bool wasRefused)
    {
        var waiting = string.Create(CultureInfo.InvariantCulture, $"{spool.PendingPoints} points wait on disk, the oldest for {spool.OldestSeconds:0} s");
        return (influx, spool) switch
        {
            (_, { DiskError: { } error }) => (HealthLevels.Unhealthy, $"the spool in {spool.Directory} cannot be used: {error}"),
            (_, { IsDropping: true }) => (HealthLevels.Unhealthy, $"the spool is full (Spool:MaxBytes), {spool.DroppedPoints} points are lost and in the gaps; {influx.Address} fails: {spool.LastError}"),
            _ when wasRefused => (HealthLevels.Unhealthy, $"{influx.Address} refused {spool.DeadLetteredPoints} points, they are in {Path.Combine(spool.Directory, "dead-letter")}: {spool.LastError}"),
            (_, { FailingSince: { } since, LastError: var words }) => (HealthLevels.Degraded, $"{influx.Address} fails since {Time(since)}: {words}; {waiting}"),
            (_, { OldestSeconds: > Behind }) => (HealthLevels.Degraded, string.Create(CultureInfo.InvariantCulture, $"{influx.Address} is behind: {waiting}, {spool.PointsPerSecond:0} points a second are sent")),
            ({ Unkept.Count: > 0 and var count }, _) => (HealthLevels.Degraded, $"{count} names cannot be kept by InfluxDB, and what bears them is not stored: {Unkept(influx)}"),
            ({ Differences: [var first, ..] }, _) => (HealthLevels.Degraded, $"{influx.Database}: {first}"),
            ({ Resample.Failure: { } failure }, _) => (HealthLevels.Degraded, $"longer bars cannot be made: {failure}"),
            _ => (HealthLevels.Healthy, $"bars are stored in {influx.Database} at {influx.Address}"),
        };
    }

    private static string Unkept(InfluxStatus influx)
    {
        var (name, reason) = influx.Unkept.MinBy(pair => pair.Key, StringComparer.Ordinal);
        return $"'{name}' ({reason}); leave it out of Feeds:Markets";
    }

    private static string Time(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private bool WasRefusedLately(long refused)
    {
        lock (_gate)
        {
            if (refused > _refused)
            {
                (_refused, _refusedAt) = (refused, clock.GetUtcNow());
            }

            return _refusedAt is { } at && clock.GetUtcNow() - at < RefusedFor;
        }
    }
}
