using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Files;
using SqueezeFlow.Storage.Sqlite.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Sqlite.Records;

namespace SqueezeFlow.Storage.Sqlite.Backup;

/// <summary>Fills a new database file beside the store, and puts it in the store's place at the end. It holds the folder from the first moment to the last.</summary>
internal sealed class SqliteRestoration : IStoreRestoration
{
    private readonly DataOptions _options;
    private readonly TimeProvider _clock;
    private readonly string _built;
    private readonly DirectoryLock _lock;
    private readonly PreviousStore _previous;
    private readonly MarketNumbers _markets = new();
    private readonly SqliteBarWriter _bars;
    private SqliteSession? _session;

    private SqliteRestoration(DataOptions options, string path, bool replace, DirectoryLock held, TimeProvider clock)
    {
        (_options, _lock, _clock) = (options, held, clock);
        _previous = PreviousStore.Find(path, options.BusyTimeout, replace);
        _built = path + ".restoring";
        _bars = new(_markets);
    }

    /// <summary>Where the replaced store is kept afterwards; null when there was nothing to keep.</summary>
    public string? KeptPath => _previous.IsEmpty ? null : _previous.KeptPath;

    /// <summary>Takes the folder. Nothing is written before the first rows.</summary>
    /// <exception cref="StoreNotEmptyException">The store holds something and may not be replaced.</exception>
    /// <exception cref="IOException">A service is running, or the store cannot be replaced; the message says what to do.</exception>
    public static SqliteRestoration Begin(DataOptions options, bool replace, TimeProvider clock)
    {
        var directory = Path.GetFullPath(options.Directory);
        var held = DirectoryLock.Take(directory, "data directory", $"{DataOptions.Section}:{nameof(DataOptions.Directory)}");
        try
        {
            return new(options, Path.Combine(directory, SqliteDatabase.FileName), replace, held, clock);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task WriteBarsAsync(IReadOnlyList<BarRow> rows, CancellationToken cancellationToken) =>
        WriteAsync("writing bars", session => _bars.Write(session, rows), cancellationToken);

    /// <inheritdoc/>
    public Task WriteLedgerAsync(IReadOnlyList<LedgerRun> rows, CancellationToken cancellationToken) => WriteAsync(
        "writing the ledger", session => Each(rows, run => LedgerTable.Write(session, _markets.NumberOf(session, run.Market), run)), cancellationToken);

    /// <inheritdoc/>
    public Task WriteGapsAsync(IReadOnlyList<Gap> rows, CancellationToken cancellationToken) => WriteAsync(
        "writing gaps", session => Each(rows, gap => GapTable.Write(session, _markets.NumberOf(session, gap.Market), gap)), cancellationToken);

    /// <inheritdoc/>
    public Task WriteOpenInterestAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken) =>
        WriteAsync("writing open interest", session => OpenInterestTable.Write(session, rows), cancellationToken);

    /// <inheritdoc/>
    public Task WriteKeptAsync(IReadOnlyList<KeptMark> rows, CancellationToken cancellationToken) =>
        WriteAsync("writing what was deleted", session => Each(rows, mark => KeptFrom.Write(session, mark)), cancellationToken);

    /// <inheritdoc/>
    public Task WriteRecordsAsync(string kind, IReadOnlyList<JsonObject> rows, CancellationToken cancellationToken)
    {
        var table = RecordTable.Of(kind);
        return WriteAsync($"writing {kind}", session => Each(rows, row => table.Write(session, row)), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IStoreSnapshot> ReadBackAsync(CancellationToken cancellationToken)
    {
        await Task.Run(Session, cancellationToken).ConfigureAwait(false);
        return await SqliteSnapshot.OpenAsync(_built, _options.BusyTimeout, _clock, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task CommitAsync(CancellationToken cancellationToken) => Task.Run(Commit, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.Run(Abandon).ConfigureAwait(false);

    private static void Each<T>(IReadOnlyList<T> rows, Action<T> write)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            write(rows[i]);
        }
    }

    private Task WriteAsync(string action, Action<SqliteSession> work, CancellationToken cancellationToken) =>
        Task.Run(() => Write(action, work), cancellationToken);

    private void Write(string action, Action<SqliteSession> work)
    {
        var session = Session();
        session.Action = action;
        session.Execute("BEGIN IMMEDIATE");
        _markets.Prepare(session, failedWrites: 0);
        work(session);
        _markets.Flush(session);
        session.Execute("COMMIT");
    }

    private SqliteSession Session()
    {
        if (_session is null)
        {
            DeleteBuilt();
            _session = WriterSession.Open(_built, _options);
            _session.Loss = " The store is as it was before.";
        }

        return _session;
    }

    private void Commit()
    {
        var session = Session();
        session.Action = "finishing the store";
        session.Execute("PRAGMA journal_mode = DELETE");
        Close();
        using (var file = new FileStream(_built, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        _previous.Replace(_built);
    }

    private void Abandon()
    {
        Close();
        DeleteBuilt();
        _lock.Dispose();
    }

    private void Close()
    {
        _session?.Dispose();
        _session = null;
    }

    private void DeleteBuilt()
    {
        foreach (var ending in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(_built + ending);
        }
    }
}
