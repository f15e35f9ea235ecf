using SQLitePCL;
using static SQLitePCL.raw;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>One open connection with its prepared statements. For one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    static SqliteSession() => Batteries_V2.Init();

    private SqliteSession(string path, sqlite3 handle)
    {
        Path = path;
        _handle = handle;
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>What is being done, for the words of a fault.</summary>
    public string Action { get; set; } = "opening the database";

    /// <summary>What a fault costs the caller, a sentence for its words; empty when nothing is lost.</summary>
    public string Loss { get; set; } = " Nothing of this call was kept.";

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Opens the file, creating it when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="busyTimeout">How long to wait for another program's lock.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SqliteSession Open(string path, TimeSpan busyTimeout) =>
        Open(path, busyTimeout, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

    /// <summary>Opens a file that is there, so that nothing can be written to it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="busyTimeout">How long to wait for another program's lock.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SqliteSession OpenForReading(string path, TimeSpan busyTimeout)
    {
        var session = Open(path, busyTimeout, SQLITE_OPEN_READONLY);
        session.Loss = "";
        return session;
    }

    private static SqliteSession Open(string path, TimeSpan busyTimeout, int access)
    {
        var code = sqlite3_open_v2(path, out var handle, access | SQLITE_OPEN_NOMUTEX, null);
        var session = new SqliteSession(path, handle);
        if (code != SQLITE_OK)
        {
            var fault = session.Fault(code);
            session.Dispose();
            throw fault;
        }

        _ = sqlite3_extended_result_codes(handle, 1);
        _ = sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
        return session;
    }

    /// <summary>The statement for <paramref name="sql"/>, prepared once; dispose it after use.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
        {
            return known;
        }

        var code = sqlite3_prepare_v3(_handle, sql, SQLITE_PREPARE_PERSISTENT, out var handle);
        if (code != SQLITE_OK)
        {
            throw Fault(code);
        }

        return _statements[sql] = new Statement(this, handle);
    }

    /// <summary>Runs one or several statements without values.</summary>
    public void Execute(string sql)
    {
        var code = sqlite3_exec(_handle, sql);
        if (code != SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    /// <summary>Runs a statement without values and gives the whole number in its first row; 0 when there is none.</summary>
    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes() => sqlite3_changes(_handle);

    /// <summary>Makes the running call end with a fault; from any thread.</summary>
    public void Interrupt() => sqlite3_interrupt(_handle);

    /// <summary>Makes every statement ready for the next use, wherever it stands.</summary>
    public void Rewind()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    /// <summary>Undoes the open transaction, if any; false when even that failed and the session must be closed.</summary>
    public bool TryRollback()
    {
        Rewind();
        return !InTransaction || sqlite3_exec(_handle, "ROLLBACK") == SQLITE_OK || !InTransaction;
    }

    /// <summary>The exception for the call that just failed.</summary>
    public Exception Fault(int code)
    {
        var extended = sqlite3_extended_errcode(_handle);
        var detail = sqlite3_errmsg(_handle).utf8_to_string();
        return SqliteFault.Of(Path, Action, (extended & 0xFF) == (code & 0xFF) ? extended : code, detail, Loss);
    }

    /// <summary>Closes statements and connection.</summary>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        _handle.Dispose();
    }
}
