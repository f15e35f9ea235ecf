using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Sqlite.Engine;
using static SQLitePCL.raw;

namespace SqueezeFlow.Storage.Sqlite.Backup;

/// <summary>The store that a restore finds, and how it makes way.</summary>
internal sealed class PreviousStore
{
    private const string LogEnding = "-wal";
    private const string IndexEnding = "-shm";

    private readonly string _path;
    private readonly TimeSpan _busyTimeout;
    private readonly bool _isThere;
    private readonly bool _isReadable;

    private PreviousStore(string path, TimeSpan busyTimeout)
    {
        _path = path;
        _busyTimeout = busyTimeout;
        _isThere = File.Exists(path);
        (_isReadable, IsEmpty) = _isThere ? Look() : (true, true);
    }

    /// <summary>Whether there is none, or it holds no row.</summary>
    public bool IsEmpty { get; }

    /// <summary>Where it is kept once it has made way.</summary>
    public string KeptPath => _path + ".before-restore";

    /// <summary>Looks at the store, which nobody may be using.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="busyTimeout">How long to wait for another program's lock.</param>
    /// <param name="replace">Whether it may be replaced.</param>
    /// <exception cref="StoreNotEmptyException">It holds something, or is damaged, and may not be replaced.</exception>
    /// <exception cref="IOException">It is no store of this program, or one that a restore has set aside is still there.</exception>
    public static PreviousStore Find(string path, TimeSpan busyTimeout, bool replace)
    {
        var previous = new PreviousStore(path, busyTimeout);
        if (previous.IsEmpty)
        {
            return previous;
        }

        if (!replace)
        {
            throw new StoreNotEmptyException(previous._isReadable ? $"{path}: the store is not empty" : $"{path}: a damaged store is there");
        }

        return File.Exists(previous.KeptPath)
            ? throw new IOException($"{previous.KeptPath}: an earlier restore has set a store aside here. Move it away or delete it, then restore again.")
            : previous;
    }

    /// <summary>Puts another file in its place, in one step.</summary>
    /// <param name="built">A closed database without a log.</param>
    public void Replace(string built)
    {
        if (!_isThere)
        {
            // A log that was left behind would be taken for the new file's.
            File.Delete(_path + LogEnding);
            File.Delete(_path + IndexEnding);
            File.Move(built, _path);
            return;
        }

        if (_isReadable)
        {
            Settle();
        }
        else
        {
            SetLogAside();
        }

        File.Replace(built, _path, IsEmpty ? null : KeptPath);
    }

    private (bool IsReadable, bool IsEmpty) Look()
    {
        try
        {
            using var session = SqliteSession.OpenForReading(_path, _busyTimeout);
            session.Action = "looking at the store";
            return (true, IsWithoutRows(session));
        }
        catch (SqliteFault fault) when (fault.Code is SQLITE_CORRUPT or SQLITE_NOTADB)
        {
            return (false, false);
        }
    }

    private static bool IsWithoutRows(SqliteSession session)
    {
        if (session.Scalar("SELECT count(*) FROM sqlite_schema") == 0)
        {
            return true;
        }

        if (session.Scalar("PRAGMA application_id") != Schema.ApplicationId)
        {
            throw Schema.OfAnother(session);
        }

        // Numbers of markets and the like say nothing without rows.
        using var tables = session.Prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN ('meta', 'market')");
        List<string> names = [];
        while (tables.Step())
        {
            names.Add(tables.Text(0));
        }

        return names.All(name => session.Scalar($"SELECT EXISTS (SELECT 1 FROM \"{name}\")") == 0);
    }

    // Afterwards everything is in the one file. It fails while any other program has the file open.
    private void Settle()
    {
        using var session = SqliteSession.Open(_path, _busyTimeout);
        session.Action = "closing the store that is replaced";
        session.Loss = " It is as it was.";
        session.Execute("PRAGMA journal_mode = DELETE");
    }

    // What cannot be read is kept as it is, log and all.
    private void SetLogAside()
    {
        foreach (var ending in (string[])[LogEnding, IndexEnding])
        {
            if (File.Exists(_path + ending))
            {
                File.Move(_path + ending, KeptPath + ending, overwrite: true);
            }
        }
    }
}
