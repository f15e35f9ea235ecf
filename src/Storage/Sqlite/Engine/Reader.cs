using static SQLitePCL.raw;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>A lent connection with one consistent view of the data. For one caller at a time; dispose it to give it back.</summary>
internal sealed class Reader(ReaderPool pool, string action, StoreJournal journal) : IAsyncDisposable
{
    private SqliteSession? _session;

    /// <summary>Runs <paramref name="work"/> off the caller's thread; a cancelled call is interrupted.</summary>
    /// <exception cref="IOException">The store could not do it.</exception>
    public Task<T> RunAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        Task.Run(() => Run(work, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.Run(GiveBack).ConfigureAwait(false);

    private T Run<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        try
        {
            var session = _session ??= Begin();
            using var interrupt = cancellationToken.Register(session.Interrupt);
            var result = work(session);
            journal.ReadDone();
            return result;
        }
        catch (SqliteFault fault) when (fault.Code == SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(fault.Message, fault, cancellationToken);
        }
        catch (IOException exception)
        {
            journal.ReadFailed(exception);
            Discard();
            throw;
        }
    }

    private SqliteSession Begin()
    {
        var session = pool.Take();
        try
        {
            session.Action = action;
            session.Execute("BEGIN");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private void GiveBack()
    {
        if (_session is { } session && !session.TryRollback())
        {
            Discard();
        }

        pool.Return(_session);
        _session = null;
    }

    private void Discard()
    {
        _session?.Dispose();
        _session = null;
    }
}
