using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Records;

/// <summary>Open interest in InfluxDB, written through the spool. A row that the database cannot keep under its names is left out and told once.</summary>
internal sealed class InfluxOpenInterestStore(ISpool spool, InfluxQuery query, InfluxOptions options, KeptTags tags) : IOpenInterestStore
{
    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var lines = new PolicyLines();
        foreach (var row in rows.Where(row => tags.CanKeep(OpenInterestPoints.Measurement, OpenInterestPoints.TagsOf(row))))
        {
            OpenInterestPoints.Write(lines, row);
        }

        if (lines.ToBatches() is { Count: > 0 } batches)
        {
            await spool.AppendAsync(batches, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenInterestRow>> ReadAsync(
        string symbol, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        if (LineWriter.RefusalOf(symbol) is not null)
        {
            return [];
        }

        await spool.DrainedAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
        var rows = await query.ListAsync(
            OpenInterestPoints.Of(symbol, fromUnixMs, toUnixMs), row => OpenInterestPoints.Read(row, symbol), cancellationToken).ConfigureAwait(false);
        return [.. rows.OfType<OpenInterestRow>().OrderBy(row => row.UnixMs)];
    }
}
