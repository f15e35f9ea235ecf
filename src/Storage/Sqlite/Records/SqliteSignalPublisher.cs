using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>The record of signals in the database file, one row an id. A repeated <see cref="SignalOutcome.Pending"/> never undoes a verdict.</summary>
internal sealed class SqliteSignalPublisher(SqliteDatabase database, IKeyValueStore values) : ISignalPublisher
{
    /// <summary>Where the end of the last cycle is kept, ISO 8601 UTC.</summary>
    public const string LastActivityKey = "signals.last_activity";

    private const int PageRows = 512;

    private const string Upsert =
        """
        INSERT INTO signal (id, bar_close_unix_ms, symbol, base, action, action_order, outcome, detail, fill_price, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (id) DO UPDATE SET outcome = ?7, detail = ?8, fill_price = ?9, body = ?10
        WHERE ?7 <> 'Pending' OR outcome = 'Pending'
        """;

    private const string Columns = "SELECT body, outcome, detail, fill_price FROM signal";

    private const string Newest = "ORDER BY bar_close_unix_ms DESC, symbol DESC, action_order DESC LIMIT ?1";

    /// <inheritdoc/>
    public Task PublishAsync(SignalRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.WriteAsync("writing a signal", session => Write(session, record), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SignalRecord>> ReadAsync(string? baseSymbol, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return await database.ReadAsync("reading signals", session => Read(session, baseSymbol, limit), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SignalRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await database.BorrowReaderAsync("reading all signals", cancellationToken).ConfigureAwait(false);
        for (var page = await reader.RunAsync(NextPage, cancellationToken).ConfigureAwait(false);
             page.Count > 0;
             page = await reader.RunAsync(NextPage, cancellationToken).ConfigureAwait(false))
        {
            foreach (var record in page)
            {
                yield return record;
            }
        }
    }

    /// <inheritdoc/>
    public Task MarkActivityAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        values.SetAsync(LastActivityKey, at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Signals by their ids, as far as they are on record.</summary>
    public async Task<IReadOnlyList<SignalRecord>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? []
            : await database.ReadAsync("reading signals by their ids", session => Find(session, ids), cancellationToken).ConfigureAwait(false);

    /// <summary>Signals by bar time, newest first.</summary>
    public static List<SignalRecord> Read(SqliteSession session, string? baseSymbol, int limit)
    {
        using var rows = session.Prepare(baseSymbol is null ? $"{Columns} {Newest}" : $"{Columns} WHERE base = ?2 {Newest}");
        rows.Bind(1, limit);
        if (baseSymbol is not null)
        {
            rows.Bind(2, baseSymbol);
        }

        return Collect(rows, limit);
    }

    private static int Write(SqliteSession session, SignalRecord record)
    {
        var signal = record.Signal;
        using var upsert = session.Prepare(Upsert);
        upsert.Bind(1, signal.Id);
        upsert.Bind(2, signal.BarCloseUnixMs);
        upsert.Bind(3, signal.Pair);
        upsert.Bind(4, signal.BaseSymbol);
        upsert.Bind(5, ColumnText.Of(signal.Action));
        upsert.Bind(6, (long)signal.Action);
        upsert.Bind(7, ColumnText.Of(record.Outcome));
        upsert.Bind(8, record.Detail);
        upsert.Bind(9, record.FillPrice ?? double.NaN);
        upsert.Bind(10, JsonSerializer.Serialize(signal, JsonText.Options));
        upsert.Run();
        return 0;
    }

    private static List<SignalRecord> Find(SqliteSession session, IReadOnlyCollection<string> ids)
    {
        using var row = session.Prepare($"{Columns} WHERE id = ?");
        var records = new List<SignalRecord>(ids.Count);
        foreach (var id in ids)
        {
            row.Bind(1, id);
            records.AddRange(Collect(row, 1));
            row.Rewind();
        }

        return records;
    }

    // The statement keeps its place between pages: it is the session's own and is reset when the session goes back.
    private static List<SignalRecord> NextPage(SqliteSession session) =>
        Collect(session.Prepare($"{Columns} ORDER BY bar_close_unix_ms, symbol, action_order"), PageRows);

    private static List<SignalRecord> Collect(Statement rows, int limit)
    {
        var records = new List<SignalRecord>();
        while (records.Count < limit && rows.Step())
        {
            var signal = JsonSerializer.Deserialize<Signal>(rows.Text(0), JsonText.Options)
                ?? throw new InvalidDataException("A signal's row holds no signal.");
            var fillPrice = rows.Double(3);
            records.Add(new(
                signal, ColumnText.Parse<SignalOutcome>(rows.Text(1)), rows.TextOrNull(2), double.IsNaN(fillPrice) ? null : fillPrice));
        }

        return records;
    }
}
