using System.Runtime.CompilerServices;
using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Reading;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Bars;

/// <summary>
/// Bars, ledger and gaps in InfluxDB. What is written goes to the spool, which never waits for the server; what is read waits until the spool has handed over
/// everything written before, and fails where it cannot.
/// </summary>
/// <param name="spool">Takes what is written.</param>
/// <param name="source">Where rows come from.</param>
/// <param name="points">Rows as points.</param>
/// <param name="options">The server.</param>
/// <param name="mostPoints">Points that are sent at once.</param>
internal sealed class InfluxBarStore(ISpool spool, RowSource source, BarPoints points, InfluxOptions options, int mostPoints = PolicyLines.MostPoints) : IBarStore
{
    private PolicyLines? _spare;

    /// <inheritdoc/>
    public async Task WriteAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        var lines = Interlocked.Exchange(ref _spare, null) ?? new(mostPoints);
        try
        {
            points.Add(lines, write);
            if (lines.ToBatches() is { Count: > 0 } batches)
            {
                await spool.AppendAsync(batches, cancellationToken).ConfigureAwait(false);
                batches.ForEach(batch => source.Markets.Written(batch.Policy, batch.FirstUnixMs));
            }
        }
        finally
        {
            lines.Clear();
            _spare = lines;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<Bar>>(
            () => [.. source.Bars.Read(market, timeframe, fromUnixMs, toUnixMs, cancellationToken).Select(row => row.Bar)], cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Bar>> ReadFoldedAsync(
        MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        (await ReadFoldedAsync([market], timeframe, fromUnixMs, toUnixMs, cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<Bar>>> ReadFoldedAsync(
        IReadOnlyList<MarketId> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<IReadOnlyList<Bar>>>(
            () =>
            {
                var batch = new MarketBatch(source, markets, timeframe, fromUnixMs, toUnixMs, cancellationToken);
                return [.. Enumerable.Range(0, markets.Count).Select(place => StoredBars.Read(batch.Of(place), timeframe, fromUnixMs, toUnixMs).ToList())];
            },
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<BarRow> ReadAllAsync(
        Timeframe timeframe, long fromUnixMs, long toUnixMs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var scan = new BarScan(source, timeframe, fromUnixMs, toUnixMs, cancellationToken);
        var page = await AskAsync(scan.Next, cancellationToken).ConfigureAwait(false);
        while (page.Count > 0)
        {
            foreach (var row in page)
            {
                yield return row;
            }

            page = await source.Query.Threads.RunAsync(scan.Next, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<LedgerRun>>(
            () => BarTags.AnyOf([market]) is { } name
                ? [.. source.Query.Read(LedgerPoints.Touching(name, fromUnixMs, toUnixMs), cancellationToken).Select(row => LedgerPoints.Read(row, market)).OrderBy(run => run.FromUnixMs)]
                : [],
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<Gap>>(
            () =>
            {
                var name = market is { } one ? BarTags.AnyOf([one]) : null;
                return market is not null && name is null
                    ? []
                    :
                    [
                        .. source.Query.Read(GapPoints.Touching(name, fromUnixMs, toUnixMs), cancellationToken)
                            .Select(row => BarTags.Parse(row.Tags[BarTags.Market]) is { } of ? GapPoints.Read(row, of) : null)
                            .OfType<Gap>()
                            .OrderBy(gap => gap.BeforeUnixMs).ThenBy(gap => gap.Market).ThenBy(gap => gap.BeforeId),
                    ];
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<StoredMarket>>(() => source.Markets.Read(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<StoredPosition?> ReadPositionAsync(MarketId market, CancellationToken cancellationToken)
    {
        var found = await AskAsync<(StoredPosition Position, string Lines)?>(
            () => BarTags.AnyOf([market]) is { } name
                ? source.Query.Read(PositionPoints.Latest(points.SecondsPolicy, name), cancellationToken).Select(row => ((StoredPosition, string)?)PositionPoints.Read(row, market)).FirstOrDefault()
                : null,
            cancellationToken).ConfigureAwait(false);
        if (found is { Lines.Length: > 0 } told)
        {
            // Whoever wrote it may have been killed before it had sent these. They go before whatever is written from here on.
            await spool.AppendAsync([RestOf(told.Lines)], cancellationToken).ConfigureAwait(false);
        }

        return found?.Position;
    }

    private static SpoolBatch RestOf(string rest)
    {
        var lines = Encoding.UTF8.GetBytes(rest);
        var times = rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => LineReader.Read(Encoding.UTF8.GetBytes(line)).UnixNs / 1_000_000).ToList();
        return new(InfluxFrames.LedgerPolicy, lines, times.Count, times.Min(), times.Max());
    }

    private async Task<T> AskAsync<T>(Func<T> ask, CancellationToken cancellationToken)
    {
        await spool.DrainedAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
        await source.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return await source.Query.Threads.RunAsync(ask, cancellationToken).ConfigureAwait(false);
    }
}
