using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>Open interest in the database file: tags and fields as columns of the same names.</summary>
internal sealed class SqliteOpenInterestStore(SqliteDatabase database) : IOpenInterestStore
{
    private const string Insert =
        """
        INSERT OR REPLACE INTO open_interest (unix_ms, symbol, aggregate_type, exchange, original_symbol, open_interest_usd, open_interest_coin,
            oi_change_24h, member_count, members, flag, venue_unix_ms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """;

    private const string Select =
        """
        SELECT unix_ms, aggregate_type, exchange, original_symbol, open_interest_usd, open_interest_coin, oi_change_24h, member_count, members,
            flag, venue_unix_ms
        FROM open_interest WHERE unix_ms >= ?1 AND unix_ms < ?2 AND symbol = ?3 ORDER BY unix_ms
        """;

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync("writing open interest", session => Write(session, rows), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenInterestRow>> ReadAsync(
        string symbol, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            "reading open interest", session => Read(session, symbol, fromUnixMs, toUnixMs), cancellationToken).ConfigureAwait(false);

    private static int Write(SqliteSession session, IReadOnlyList<OpenInterestRow> rows)
    {
        using var insert = session.Prepare(Insert);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            insert.Bind(1, row.UnixMs);
            insert.Bind(2, row.Symbol);
            insert.Bind(3, row.Scope.StoredType());
            insert.Bind(4, row.Exchange);
            insert.Bind(5, row.Market);
            insert.Bind(6, row.Usd);
            insert.Bind(7, row.Coins);
            insert.Bind(8, row.Change24h ?? double.NaN);
            insert.Bind(9, (long)row.Count);
            insert.Bind(10, row.Members);
            insert.Bind(11, row.Flag == OpenInterestDoubt.None ? null : ColumnText.Of(row.Flag));
            insert.Bind(12, row.VenueUnixMs);
            insert.Run();
        }

        return 0;
    }

    private static List<OpenInterestRow> Read(SqliteSession session, string symbol, long fromUnixMs, long toUnixMs)
    {
        using var rows = session.Prepare(Select);
        rows.Bind(1, fromUnixMs);
        rows.Bind(2, toUnixMs);
        rows.Bind(3, symbol);
        var found = new List<OpenInterestRow>();
        while (rows.Step())
        {
            found.Add(Row(rows, symbol));
        }

        return found;
    }

    private static OpenInterestRow Row(Statement row, string symbol)
    {
        var change = row.Double(6);
        return new(
            symbol,
            OpenInterestScopes.Parse(row.Text(1)),
            row.Text(2),
            row.Text(3),
            row.Int64(0),
            row.Double(4),
            row.Double(5),
            double.IsNaN(change) ? null : change,
            (int)row.Int64(7),
            row.Text(8),
            row.TextOrNull(9) is { } flag ? ColumnText.Parse<OpenInterestDoubt>(flag) : OpenInterestDoubt.None,
            row.Int64(10));
    }
}
