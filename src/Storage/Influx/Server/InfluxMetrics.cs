using System.Diagnostics.Metrics;

namespace SqueezeFlow.Storage.Influx.Server;

/// <summary>What writing to InfluxDB counts.</summary>
internal static class InfluxMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Storage.Influx");

    /// <summary>Points that the server took.</summary>
    public static Counter<long> Written { get; } = Meter.CreateCounter<long>("influx.written", "{point}", "Points that InfluxDB took.");

    /// <summary>Calls that it did not take, by what became of them.</summary>
    public static Counter<long> Failures { get; } = Meter.CreateCounter<long>("influx.failures", "{call}", "Calls that InfluxDB did not take, by verdict.");

    /// <summary>Rows that are not written because the database cannot keep their names.</summary>
    public static Counter<long> Unkept { get; } = Meter.CreateCounter<long>("influx.unkept_rows", "{row}", "Rows whose names InfluxDB cannot keep.");

    /// <summary>Times that a missing database or policy was made again.</summary>
    public static Counter<long> Recreated { get; } = Meter.CreateCounter<long>("influx.recreated", "{database}", "Times that a missing database or policy was made again.");

    /// <summary>Statements that made longer bars where the database's own queries had not.</summary>
    public static Counter<long> Resampled { get; } = Meter.CreateCounter<long>("influx.resampled", "{statement}", "Statements that made longer bars besides the continuous queries.");

    /// <summary>Such statements that failed and are tried again.</summary>
    public static Counter<long> ResampleFailures { get; } = Meter.CreateCounter<long>("influx.resample_failures", "{statement}", "Such statements that failed and are tried again.");
}
