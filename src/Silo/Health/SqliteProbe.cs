using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Silo.Health;

/// <summary>Size and faults of the database file: a failed last write is critical, a failed last read unhealthy, nine tenths of the cap degraded.</summary>
internal sealed class SqliteProbe(SqliteMaintenance store) : IHealthProbe
{
    private const double Full = 0.9;

    public bool IsRequired => true;

    public ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken) => new(Judge(store.Statistics));

    internal static HealthPart Judge(StoreStatistics statistics)
    {
        var used = statistics.MaxFileBytes > 0 ? (double)statistics.FileBytes / statistics.MaxFileBytes : 0;
        var (level, reason) = statistics switch
        {
            { WriteError: { } error } => (HealthLevels.Critical, $"the last write failed: {error}"),
            { ReadError: { } error } => (HealthLevels.Unhealthy, $"the last read failed, writes succeed: {error}"),
            _ when used > Full => (HealthLevels.Degraded, $"{used:P0} of Data:MaxFileBytes are used; the oldest one-second bars are deleted before their time"),
            _ => (HealthLevels.Healthy, $"writes succeed; one-second bars are kept {statistics.SecondBarRetention.TotalHours:0.#} h"),
        };
        return new("database", level, reason, new Dictionary<string, double>
        {
            ["file_mb"] = Math.Round(statistics.FileBytes / 1048576.0, 2),
            ["log_mb"] = Math.Round(statistics.LogBytes / 1048576.0, 2),
            ["max_file_mb"] = Math.Round(statistics.MaxFileBytes / 1048576.0, 2),
            ["second_bar_retention_h"] = statistics.SecondBarRetention.TotalHours,
            ["rows_written"] = statistics.RowsWritten,
            ["writes_failed"] = statistics.WritesFailed,
            ["reads_failed"] = statistics.ReadsFailed,
            ["write_p99_ms"] = Math.Round(statistics.WriteP99.TotalMilliseconds, 2),
        });
    }
}
