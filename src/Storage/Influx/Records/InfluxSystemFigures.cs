using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Records;

/// <summary>Keeps figures of processes and machines in InfluxDB, through the spool. No part of a backup.</summary>
public sealed class InfluxSystemFigures(ISpool spool)
{
    /// <summary>Keeps the figures of one moment.</summary>
    /// <param name="host">Machine, or container, of the process.</param>
    /// <param name="process">Name of the process.</param>
    /// <param name="figures">The figures by name; none writes nothing.</param>
    /// <param name="at">Wall time.</param>
    /// <param name="cancellationToken">Ends the wait for an earlier call.</param>
    /// <exception cref="IOException">The spool's disk cannot take them.</exception>
    public async Task WriteAsync(string host, string process, IReadOnlyDictionary<string, double> figures, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var lines = new PolicyLines();
        SystemPoints.Write(lines, host, process, figures, at.ToUnixTimeMilliseconds());
        if (lines.ToBatches() is { Count: > 0 } batches)
        {
            await spool.AppendAsync(batches, cancellationToken).ConfigureAwait(false);
        }
    }
}
