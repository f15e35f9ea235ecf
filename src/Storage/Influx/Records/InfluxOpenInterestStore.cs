using System.Runtime.CompilerServices;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Records;

/// <summary>Open interest in InfluxDB, written through the spool. A row that the database cannot keep under its names is left out and told once.</summary>
internal sealed class InfluxOpenInterestStore(ISpool spool, InfluxQuery query, InfluxOptions options, KeptTags tags) : IOpenInterestStore, IOpenInterestArchive
{
    // The server promises no order of series: so much is sorted at once.
    private const long StretchMs = 6 * 3_600_000;

    private readonly Lock _gate = new();
    private long _mark;

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
            lock (_gate)
            {
                _mark = Math.Max(_mark, spool.Written);
            }
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

        await spool.DrainedAsync(Mark, options.Timeout, cancellationToken).ConfigureAwait(false);
        var rows = await query.ListAsync(
            OpenInterestPoints.Of(symbol, fromUnixMs, toUnixMs), row => OpenInterestPoints.Read(row, symbol), cancellationToken).ConfigureAwait(false);
        return [.. rows.OfType<OpenInterestRow>().OrderBy(row => row.UnixMs)];
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OpenInterestRow> ReadAllAsync(long fromUnixMs, long toUnixMs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await spool.DrainedAsync(Mark, options.Timeout, cancellationToken).ConfigureAwait(false);
        if (await EdgeAsync("first", fromUnixMs, toUnixMs, cancellationToken).ConfigureAwait(false) is not { } first ||
            await EdgeAsync("last", fromUnixMs, toUnixMs, cancellationToken).ConfigureAwait(false) is not { } last)
        {
            yield break;
        }

        for (var from = first; from <= last; from += StretchMs)
        {
            var rows = await query.ListAsync(
                OpenInterestPoints.OfAll(from, Math.Min(from + StretchMs, last + 1)), row => OpenInterestPoints.Read(row, row.Tags["symbol"]), cancellationToken).ConfigureAwait(false);
            foreach (var row in InOrder(rows.OfType<OpenInterestRow>()))
            {
                yield return row;
            }
        }
    }

    // Behind all rows that were written here: bars of markets are not waited for.
    private long Mark
    {
        get
        {
            lock (_gate)
            {
                return _mark;
            }
        }
    }

    private static IEnumerable<OpenInterestRow> InOrder(IEnumerable<OpenInterestRow> rows) => rows
        .OrderBy(row => row.UnixMs)
        .ThenBy(row => row.Symbol, StringComparer.Ordinal)
        .ThenBy(row => row.Scope.StoredType(), StringComparer.Ordinal)
        .ThenBy(row => row.Exchange, StringComparer.Ordinal)
        .ThenBy(row => row.Market, StringComparer.Ordinal);

    private async Task<long?> EdgeAsync(string which, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        var rows = await query.ListAsync(OpenInterestPoints.Edge(which, fromUnixMs, toUnixMs), row => row.Time, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }
}
