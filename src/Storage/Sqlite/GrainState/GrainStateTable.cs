using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.GrainState;

/// <summary>Key of a grain's state.</summary>
internal readonly record struct GrainStateKey(string Storage, string Grain, string Name);

/// <summary>Rows of grain state. Version 0 means that there is no row.</summary>
internal static class GrainStateTable
{
    private const string Select = "SELECT version, state FROM grain_state WHERE storage = ? AND grain = ? AND name = ?";
    private const string Upsert = "INSERT OR REPLACE INTO grain_state VALUES (?, ?, ?, ?, ?)";
    private const string Delete = "DELETE FROM grain_state WHERE storage = ? AND grain = ? AND name = ?";

    /// <summary>The stored version and text; null when there is no row.</summary>
    public static (long Version, string State)? Read(SqliteSession session, GrainStateKey key)
    {
        using var row = Prepare(session, Select, key);
        return row.Step() ? (row.Int64(0), row.Text(1)) : null;
    }

    /// <summary>Writes the text if the stored version is <paramref name="expected"/>; gives the version that is stored then.</summary>
    public static (bool IsDone, long Stored) TryWrite(SqliteSession session, GrainStateKey key, long expected, string state)
    {
        var stored = VersionOf(session, key);
        if (stored != expected)
        {
            return (false, stored);
        }

        using var upsert = Prepare(session, Upsert, key);
        upsert.Bind(4, stored + 1);
        upsert.Bind(5, state);
        upsert.Run();
        return (true, stored + 1);
    }

    /// <summary>Deletes the row if the stored version is <paramref name="expected"/>; gives the version that is stored then.</summary>
    public static (bool IsDone, long Stored) TryDelete(SqliteSession session, GrainStateKey key, long expected)
    {
        var stored = VersionOf(session, key);
        if (stored != expected)
        {
            return (false, stored);
        }

        using var delete = Prepare(session, Delete, key);
        delete.Run();
        return (true, 0);
    }

    private static long VersionOf(SqliteSession session, GrainStateKey key)
    {
        using var row = Prepare(session, Select, key);
        return row.Step() ? row.Int64(0) : 0;
    }

    private static Statement Prepare(SqliteSession session, string sql, GrainStateKey key)
    {
        var statement = session.Prepare(sql);
        statement.Bind(1, key.Storage);
        statement.Bind(2, key.Grain);
        statement.Bind(3, key.Name);
        return statement;
    }
}
