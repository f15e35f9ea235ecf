using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>Rows of open interest.</summary>
internal static class OpenInterestTable
{
    /// <summary>Selects rows for <see cref="Row"/>; conditions and order follow.</summary>
    public const string Select =
        """
        SELECT unix_ms, aggregate_type, exchange, original_symbol, open_interest_usd, open_interest_coin, oi_change_24h, member_count, members,
            flag, venue_unix_ms, symbol FROM open_interest
        """;

    private const string Insert =
        """
        INSERT OR REPLACE INTO open_interest (unix_ms, symbol, aggregate_type, exchange, original_symbol, open_interest_usd, open_interest_coin,
            oi_change_24h, member_count, members, flag, venue_unix_ms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """;

    /// <summary>Writes rows over those of the same keys.</summary>
    public static void Write(SqliteSession session, IReadOnlyList<OpenInterestRow> rows)
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
    }

    /// <summary>The row at which a statement that begins with <see cref="Select"/> stands.</summary>
    public static OpenInterestRow Row(Statement row)
    {
        var change = row.Double(6);
        return new(
            row.Text(11),
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
