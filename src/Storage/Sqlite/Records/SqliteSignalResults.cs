using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>The results of signals in the database file, one row an id. They go with their signals.</summary>
internal sealed class SqliteSignalResults(SqliteDatabase database) : ISignalResults
{
    private const string Insert =
        """
        INSERT INTO signal_result (signal_id, exit_unix_ms, exit_price, profit_usd, profit_percent, holding_minutes, exit_reason)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM signal WHERE id = ?1)
        ON CONFLICT (signal_id) DO NOTHING
        """;

    private const string Select =
        "SELECT exit_unix_ms, exit_price, profit_usd, profit_percent, holding_minutes, exit_reason FROM signal_result WHERE signal_id = ?";

    private const string SelectAwaited =
        """
        SELECT id FROM signal
        WHERE action <> 'Close' AND outcome IN ('Filled', 'Unknown') AND NOT EXISTS (SELECT 1 FROM signal_result WHERE signal_id = id)
        ORDER BY bar_close_unix_ms DESC LIMIT ?
        """;

    /// <inheritdoc/>
    public Task<bool> WriteAsync(SignalResult result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        return database.WriteAsync("writing the result of a signal", session => Write(session, result), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SignalResult>> ReadAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signalIds);
        return signalIds.Count == 0
            ? []
            : await database.ReadAsync("reading the results of signals", session => Read(session, signalIds), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ReadAwaitedAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return await database.ReadAsync("reading signals without a result", session => ReadAwaited(session, limit), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The results of these signals, as far as there are any, in no order.</summary>
    public static List<SignalResult> Read(SqliteSession session, IReadOnlyCollection<string> signalIds)
    {
        var results = new List<SignalResult>();
        using var row = session.Prepare(Select);
        foreach (var id in signalIds)
        {
            row.Bind(1, id);
            if (row.Step())
            {
                results.Add(new(id, row.Int64(0), NumberOrNull(row, 1), row.Number(2), NumberOrNull(row, 3), row.Int64(4), row.TextOrNull(5)));
            }

            row.Rewind();
        }

        return results;
    }

    private static bool Write(SqliteSession session, SignalResult result)
    {
        using var insert = session.Prepare(Insert);
        insert.Bind(1, result.SignalId);
        insert.Bind(2, result.ExitUnixMs);
        insert.Bind(3, result.ExitPrice ?? double.NaN);
        insert.Bind(4, result.ProfitUsd);
        insert.Bind(5, result.ProfitPercent ?? double.NaN);
        insert.Bind(6, result.HoldingMinutes);
        insert.Bind(7, result.ExitReason);
        insert.Run();
        return session.Changes() > 0;
    }

    private static List<string> ReadAwaited(SqliteSession session, int limit)
    {
        using var rows = session.Prepare(SelectAwaited);
        rows.Bind(1, limit);
        var ids = new List<string>();
        while (rows.Step())
        {
            ids.Add(rows.Text(0));
        }

        return ids;
    }

    private static double? NumberOrNull(Statement row, int column) => row.IsNull(column) ? null : row.Number(column);
}
