using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>Figures of a process and its machine as points.</summary>
internal static class SystemPoints
{
    /// <summary>Measurement.</summary>
    public const string Measurement = "system_metrics";

    /// <summary>Writes one point with a field for each figure.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="host">Machine, or container, of the process.</param>
    /// <param name="process">Name of the process.</param>
    /// <param name="figures">The figures by name.</param>
    /// <param name="unixMs">Wall time.</param>
    public static void Write(PolicyLines lines, string host, string process, IEnumerable<KeyValuePair<string, double>> figures, long unixMs)
    {
        var line = lines.For(InfluxFrames.RecordPolicy);
        line.Begin(Measurement);
        line.Tag("host", host);
        line.Tag("silo", process);
        foreach (var (name, value) in figures)
        {
            line.Field(name, value);
        }

        lines.End(InfluxFrames.RecordPolicy, unixMs);
    }
}
