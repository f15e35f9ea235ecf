using System.Globalization;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Storage.Redis.Records;
using SqueezeFlow.Storage.Redis.Records.Engine;

namespace SqueezeFlow.Silo.Health;

/// <summary>
/// Whether records can be kept in Redis: critical when it does not answer, the last write failed, or it deletes keys when its memory is full; unhealthy when the
/// last read failed; degraded from nine tenths of its memory on.
/// </summary>
internal sealed class RecordsProbe(RedisRecords records) : IHealthProbe
{
    private const double Full = 0.9;

    public bool IsRequired => true;

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Judge(await records.LookAsync(cancellationToken), records.Status);
        }
        catch (IOException)
        {
            return Judge(null, records.Status);
        }
    }

    internal static HealthPart Judge(EvictionPolicy? memory, RecordStatus status)
    {
        var used = memory is { MostBytes: > 0 } ? (double)memory.UsedBytes / memory.MostBytes : 0;
        var since = status.FailingSince is { } begin ? string.Create(CultureInfo.InvariantCulture, $" since {begin.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "";
        var (level, reason) = (memory, status) switch
        {
            (null, _) => (HealthLevels.Critical, $"{status.Address} fails{since}: {status.ReadError}; no signal, state or order can be kept"),
            ({ IsSafe: false }, _) =>
                (HealthLevels.Critical, $"{status.Address} has the maxmemory-policy {memory.Policy} and deletes records when its memory is full; set it to {EvictionPolicy.Never}"),
            (_, { WriteError: { } error }) => (HealthLevels.Critical, $"the last write failed: {error}"),
            (_, { ReadError: { } error }) => (HealthLevels.Unhealthy, $"the last read failed, writes succeed: {error}"),
            _ when used > Full => (HealthLevels.Degraded, $"{used:P0} of the maxmemory of {status.Address} are used; at the limit writes fail: raise it"),
            _ => (HealthLevels.Healthy, $"records are kept in {status.Address}"),
        };
        return new("redis", level, reason, new Dictionary<string, double>
        {
            ["used_mb"] = Math.Round((memory?.UsedBytes ?? 0) / 1048576.0, 2),
            ["max_mb"] = Math.Round((memory?.MostBytes ?? 0) / 1048576.0, 2),
            ["writes"] = status.Writes,
            ["writes_failed"] = status.WritesFailed,
            ["reads_failed"] = status.ReadsFailed,
        });
    }
}
