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
/// Bars, ledger and gaps in InfluxDB. What is written goes to the spool, which never waits for the server; what is read of a market waits until the spool has handed over
/// everything of that market that was written before, what is read of all waits for everything, and both fail where it cannot.
/// </summary>
/// <param name="spool">Takes what is written.</param>
/// <param name="source">Where rows come from.</param>
/// <param name="points">Rows as points.</param>
/// <param name="options">The server.</param>
/// <param name="mostPoints">Points that are sent at once.</param>
internal sealed class InfluxBarStore(ISpool spool, RowSource source, BarPoints points, InfluxOptions options, int mostPoints = PolicyLines.MostPoints) : IBarStore
{
    private readonly WrittenMarks _marks = new();
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
                _marks.Note(write, spool.Written);
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
            _marks.Of(market), () => [.. source.Bars.Read(market, timeframe, fromUnixMs, toUnixMs, cancellationToken).Select(row => row.Bar)], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<Bar>>> ReadAsync(
        IReadOnlyList<MarketId> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<IReadOnlyList<Bar>>>(
            _marks.Of(markets),
            () =>
            [
                .. markets.Chunk(MarketBatch.MostNames).SelectMany(some =>
                {
                    var rows = source.Bars.ReadMany(some, timeframe, BarTags.Clamp(fromUnixMs), BarTags.Clamp(toUnixMs), cancellationToken);
                    return some.Select(market => rows(market).Select(row => row.Bar).ToList());
                }),
            ],
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Bar>> ReadFoldedAsync(
        MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        (await ReadFoldedAsync([market], timeframe, fromUnixMs, toUnixMs, cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<Bar>>> ReadFoldedAsync(
        IReadOnlyList<MarketId> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<IReadOnlyList<Bar>>>(
            _marks.Of(markets),
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
        var page = await AskAsync(spool.Written, scan.Next, cancellationToken).ConfigureAwait(false);
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
    public async Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        (await ReadLedgerAsync([market], fromUnixMs, toUnixMs, cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<LedgerRun>>> ReadLedgerAsync(IReadOnlyList<MarketId> markets, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<IReadOnlyList<LedgerRun>>>(
            _marks.Of(markets),
            () =>
            {
                var rows = markets.Chunk(MarketBatch.MostNames).SelectMany(some => Ledger(some, fromUnixMs, toUnixMs, cancellationToken)).ToLookup(run => run.Market);
                return [.. markets.Select(market => rows[market].OrderBy(run => run.FromUnixMs).ToList())];
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<Gap>>(
            market is { } asked ? _marks.Of(asked) : spool.Written,
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
        AskAsync<IReadOnlyList<StoredMarket>>(spool.Written, () => source.Markets.Read(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredPosition>> ReadPositionsAsync(IReadOnlyList<MarketId> markets, IReadOnlySet<MarketId> whole, CancellationToken cancellationToken)
    {
        var found = await AskAsync(_marks.Of(markets), () => markets.Chunk(MarketBatch.MostNames).SelectMany(some => Positions(some, cancellationToken)).ToList(), cancellationToken).ConfigureAwait(false);
        if (found.Where(one => one.Lines.Length > 0 && !whole.Contains(one.Position.Market)).ToList() is { Count: > 0 } told)
        {
            // Whoever wrote it may have been killed before it had sent these. They go before whatever is written from here on, and after what waits in this spool: whoever asks next waits for that.
            await spool.AppendAsync([.. told.Select(one => RestOf(one.Lines))], cancellationToken).ConfigureAwait(false);
            told.ForEach(one => _marks.Note(one.Position.Market, spool.Written));
        }

        return [.. found.Select(one => one.Position)];
    }

    private IEnumerable<LedgerRun> Ledger(MarketId[] markets, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        BarTags.AnyOf(markets) is { } names
            ? source.Query.Read(LedgerPoints.Touching(names, fromUnixMs, toUnixMs), cancellationToken)
                .Select(row => BarTags.Parse(row.Tags[BarTags.Market]) is { } market ? LedgerPoints.Read(row, market) : null)
                .OfType<LedgerRun>()
            : [];

    private IEnumerable<(StoredPosition Position, string Lines)> Positions(MarketId[] markets, CancellationToken cancellationToken)
    {
        if (BarTags.AnyOf(markets) is not { } names)
        {
            return [];
        }

        // One that was renamed has a point under each of its names.
        return source.Query.Read(PositionPoints.Latest(points.SecondsPolicy, names), cancellationToken)
            .Select(row => BarTags.Parse(row.Tags[BarTags.Market]) is { } market ? ((StoredPosition Position, string Lines)?)PositionPoints.Read(row, market) : null)
            .OfType<(StoredPosition Position, string Lines)>()
            .GroupBy(one => one.Position.Market)
            .Select(ofMarket => ofMarket.MaxBy(one => one.Position.ReachesUnixMs));
    }

    private static SpoolBatch RestOf(string rest)
    {
        var lines = Encoding.UTF8.GetBytes(rest);
        var times = rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => LineReader.Read(Encoding.UTF8.GetBytes(line)).UnixNs / 1_000_000).ToList();
        return new(InfluxFrames.LedgerPolicy, lines, times.Count, times.Min(), times.Max());
    }

    private async Task<T> AskAsync<T>(long mark, Func<T> ask, CancellationToken cancellationToken)
    {
        await spool.DrainedAsync(mark, options.Timeout, cancellationToken).ConfigureAwait(false);
        await source.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return await source.Query.Threads.RunAsync(ask, cancellationToken).ConfigureAwait(false);
    }
}
