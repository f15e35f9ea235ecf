using System.Collections.Concurrent;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>Idle connections for reading, at most <see cref="DataOptions.Readers"/> at work at once. Safe for concurrent use.</summary>
internal sealed class ReaderPool(string path, DataOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Readers);
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>Waits for a free reader and begins its view of the data at its first use.</summary>
    public async Task<Reader> BorrowAsync(string action, StoreJournal journal, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new(this, action, journal);
    }

    /// <summary>An idle session, or a new one.</summary>
    public SqliteSession Take()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_idle.TryTake(out var idle))
        {
            return idle;
        }

        var session = SqliteSession.Open(path, options.BusyTimeout);
        try
        {
            session.Loss = "";
            session.Execute("PRAGMA query_only = 1; PRAGMA cache_size = -8192");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Takes a session back (null when it was spoilt) and lets the next one in.</summary>
    public void Return(SqliteSession? session)
    {
        if (session is not null)
        {
            _idle.Add(session);
        }

        _free.Release();
        if (_isDisposed)
        {
            CloseIdle();
        }
    }

    /// <summary>Closes idle sessions; lent ones close when they come back.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }
}
