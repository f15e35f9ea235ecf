using System.Runtime.CompilerServices;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>Bars, ledger and gaps in the database file.</summary>
internal sealed class SqliteBarStore : IBarStore
{
    private const string SelectMarkets =
        """
        WITH oldest AS (SELECT coalesce((SELECT key >> 20 FROM second_bar ORDER BY key LIMIT 1), 9223372036854775807) AS second),
        tail AS (SELECT key & 1048575 AS number, max(key >> 20) AS second FROM second_bar WHERE key >= ?1 GROUP BY 1)
        SELECT m.exchange, m.symbol, max(m.last_second, coalesce(t.second, 0)) AS last, o.second
        FROM market m LEFT JOIN tail t ON t.number = m.number CROSS JOIN oldest o
        WHERE last >= o.second OR EXISTS (SELECT 1 FROM bar b WHERE b.market = m.number)
        """;

    private readonly SqliteDatabase _database;
    private readonly MarketNumbers _markets = new();
    private readonly SqliteBarWriter _writer;

    public SqliteBarStore(SqliteDatabase database)
    {
        _database = database;
        _writer = new(_markets);
    }

    /// <inheritdoc/>
    public async Task WriteAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        var rows = write.Bars.Count + write.Ledger.Count + write.Gaps.Count;
        if (rows > 0)
        {
            await _database.WriteAsync("writing bars", session => Write(session, write), cancellationToken).ConfigureAwait(false);
            _database.CountRows(rows);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Bar>> ReadAsync(
        MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await _database.ReadAsync(
            "reading bars",
            session => ListOf(session, market, rows => rows.Read(timeframe, fromUnixMs, toUnixMs).Select(row => row.Bar)),
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Bar>> ReadFoldedAsync(
        MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await _database.ReadAsync(
            "reading bars",
            session => ListOf(session, market, rows => StoredBars.Read(rows, timeframe, fromUnixMs, toUnixMs)),
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IReadOnlyList<Bar>>> ReadFoldedAsync(
        IReadOnlyList<MarketId> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await _database.ReadAsync(
            "reading bars",
            IReadOnlyList<IReadOnlyList<Bar>> (session) =>
                [.. markets.Select(market => ListOf(session, market, rows => StoredBars.Read(rows, timeframe, fromUnixMs, toUnixMs)))],
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<BarRow> ReadAllAsync(
        Timeframe timeframe, long fromUnixMs, long toUnixMs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await _database.BorrowReaderAsync("reading all bars", cancellationToken).ConfigureAwait(false);
        var scan = new BarScan(timeframe, fromUnixMs, toUnixMs);
        var page = await reader.RunAsync(scan.Next, cancellationToken).ConfigureAwait(false);
        while (page.Count > 0)
        {
            foreach (var row in page)
            {
                yield return row;
            }

            page = await reader.RunAsync(scan.Next, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(
        MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await _database.ReadAsync(
            "reading the ledger", session => LedgerTable.Read(session, market, fromUnixMs, toUnixMs), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Gap>> ReadGapsAsync(
        MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await _database.ReadAsync(
            "reading gaps", session => GapTable.Read(session, market, fromUnixMs, toUnixMs), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken) =>
        await _database.ReadAsync("reading markets", ReadMarkets, cancellationToken).ConfigureAwait(false);

    private static List<Bar> ListOf(SqliteSession session, MarketId market, Func<IStoredRows, IEnumerable<Bar>> read) =>
        SqliteBarReader.Find(session, market) is { } rows ? [.. read(rows)] : [];

    private static List<StoredMarket> ReadMarkets(SqliteSession session)
    {
        var watermark = session.Scalar("SELECT value FROM meta WHERE name = 'watermark'");
        using var rows = session.Prepare(SelectMarkets);
        rows.Bind(1, SecondKey.From((watermark + 1) * 1_000));
        var markets = new List<StoredMarket>();
        while (rows.Step())
        {
            var hasSeconds = rows.Int64(2) >= rows.Int64(3);
            markets.Add(new(new(rows.Text(0), rows.Text(1)), hasSeconds ? rows.Int64(2) * 1_000 : 0));
        }

        markets.Sort((left, right) => left.Market.CompareTo(right.Market));
        return markets;
    }

    private int Write(SqliteSession session, StoreWrite write)
    {
        _markets.Prepare(session, _database.FailedWrites);
        _writer.Write(session, write.Bars);
        for (var i = 0; i < write.Ledger.Count; i++)
        {
            LedgerTable.Write(session, _markets.NumberOf(session, write.Ledger[i].Market), write.Ledger[i]);
        }

        for (var i = 0; i < write.Gaps.Count; i++)
        {
            GapTable.Write(session, _markets.NumberOf(session, write.Gaps[i].Market), write.Gaps[i]);
        }

        _markets.Flush(session);
        return 0;
    }
}
