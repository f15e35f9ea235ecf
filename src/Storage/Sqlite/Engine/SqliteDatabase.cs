using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Storage.Files;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>
/// The one database file: one writer at a time, readers beside it on connections of their own. It opens at the first call and,
/// after a failure that spoilt a connection, opens again at the next. Safe for concurrent use.
/// </summary>
internal sealed partial class SqliteDatabase : IDisposable
{
    /// <summary>Name of the file in its folder.</summary>
    public const string FileName = "squeezeflow.db";

    private readonly DataOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<SqliteDatabase> _logger;
    private readonly string _directory;
    private readonly StoreJournal _journal;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ReaderPool _readers;
    private DirectoryLock? _lock;
    private SqliteSession? _writer;
    private volatile bool _isOpen;
    private bool _isFailing;
    private bool _isDisposed;

    public SqliteDatabase(IOptions<DataOptions> options, TimeProvider clock, ILogger<SqliteDatabase> logger)
    {
        _options = options.Value;
        _clock = clock;
        _logger = logger;
        _directory = Path.GetFullPath(_options.Directory);
        FilePath = Path.Combine(_directory, FileName);
        _journal = new(clock);
        _readers = new(FilePath, _options);
    }

    /// <summary>Full path of the database file.</summary>
    public string FilePath { get; }

    /// <summary>Counters and sizes.</summary>
    public StoreStatistics Statistics => _journal.Report(FilePath, _options);

    /// <summary>Transactions that were begun and undone. Read it inside a write.</summary>
    public long FailedWrites { get; private set; }

    /// <summary>Notes rows that were committed.</summary>
    public void CountRows(int rows) => _journal.Wrote(rows);

    /// <summary>Takes the data directory and opens the file, bringing its tables up to date.</summary>
    /// <exception cref="IOException">It cannot be opened; the message says why and what to do.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) => OpenAsync(_journal.WriteFailed, cancellationToken);

    /// <summary>Runs <paramref name="work"/> in a transaction of its own, after all earlier ones; it is kept whole or not at all.</summary>
    /// <remarks>Cancelling helps only while waiting: a transaction that began is finished.</remarks>
    /// <exception cref="IOException">The store could not do it; nothing was kept.</exception>
    public Task<T> WriteAsync<T>(string action, Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        InTurnAsync(() => Commit(action, work), _journal.WriteFailed, cancellationToken);

    /// <summary>Runs <paramref name="work"/> on one consistent view of the data, beside writers and other readers.</summary>
    /// <exception cref="IOException">The store could not do it.</exception>
    public async Task<T> ReadAsync<T>(string action, Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        await using var reader = await BorrowReaderAsync(action, cancellationToken).ConfigureAwait(false);
        return await reader.RunAsync(work, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lends a reader with one consistent view of the data until it is disposed. The log cannot shrink meanwhile.</summary>
    public async Task<Reader> BorrowReaderAsync(string action, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await OpenAsync(_journal.ReadFailed, cancellationToken).ConfigureAwait(false);
        return await _readers.BorrowAsync(action, _journal, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes everything and gives the directory back, after the running write.</summary>
    public void Dispose()
    {
        _writing.Wait();
        try
        {
            _isDisposed = true;
            _readers.Dispose();
            CloseWriter();
            _lock?.Dispose();
            _lock = null;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task OpenAsync(Action<Exception> noteFailure, CancellationToken cancellationToken)
    {
        if (!_isOpen)
        {
            await InTurnAsync(() => _writer ??= OpenWriter(), noteFailure, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> InTurnAsync<T>(Func<T> work, Action<Exception> noteFailure, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Guard(work, noteFailure), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    private T Guard<T>(Func<T> work, Action<Exception> noteFailure)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            var result = work();
            NoteSuccess();
            return result;
        }
        catch (Exception exception)
        {
            Abandon(exception, noteFailure);
            throw;
        }
    }

    private T Commit<T>(string action, Func<SqliteSession, T> work)
    {
        var session = _writer ??= OpenWriter();
        session.Action = action;
        var started = _clock.GetTimestamp();
        session.Execute("BEGIN IMMEDIATE");
        var result = work(session);
        session.Execute("COMMIT");
        _journal.Committed(_clock.GetElapsedTime(started));
        return result;
    }

    private void NoteSuccess()
    {
        if (_isFailing)
        {
            _isFailing = false;
            LogWorksAgain(FilePath);
        }
    }

    private void Abandon(Exception exception, Action<Exception> noteFailure)
    {
        FailedWrites++;
        if (_writer is { } session && (!session.TryRollback() || exception is SqliteFault { KeepsConnection: false }))
        {
            CloseWriter();
        }

        if (exception is not IOException)
        {
            return;
        }

        noteFailure(exception);
        if (!_isFailing)
        {
            _isFailing = true;
            LogFails(exception.Message);
        }
    }

    private SqliteSession OpenWriter()
    {
        _lock ??= DirectoryLock.Take(_directory, "data directory", $"{DataOptions.Section}:{nameof(DataOptions.Directory)}");
        var session = WriterSession.Open(FilePath, _options);
        if (!_isOpen)
        {
            _isOpen = true;
            LogOpened(FilePath);
        }

        return session;
    }

    private void CloseWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Opened the store {Path}")]
    private partial void LogOpened(string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store fails: {Reason}")]
    private partial void LogFails(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The store {Path} works again")]
    private partial void LogWorksAgain(string path);
}
