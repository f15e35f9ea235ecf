using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>Reads the open interest of all coins in order of time, a page at a time.</summary>
internal sealed class OpenInterestScan(long fromUnixMs, long toUnixMs)
{
    private const int PageRows = 2_048;

    private Statement? _rows;

    /// <summary>The next page, empty at the end.</summary>
    public List<OpenInterestRow> Next(SqliteSession session)
    {
        var rows = _rows ??= Begin(session);
        List<OpenInterestRow> page = [];
        while (page.Count < PageRows && rows.Step())
        {
            page.Add(OpenInterestTable.Row(rows));
        }

        return page;
    }

    private Statement Begin(SqliteSession session)
    {
        var rows = session.Prepare(
            $"{OpenInterestTable.Select} WHERE unix_ms >= ?1 AND unix_ms < ?2 ORDER BY unix_ms, symbol, aggregate_type, exchange, original_symbol");
        rows.Bind(1, fromUnixMs);
        rows.Bind(2, toUnixMs);
        return rows;
    }
}
