using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>Texts by name in the database file.</summary>
internal sealed class SqliteKeyValueStore(SqliteDatabase database) : IKeyValueStore
{
    /// <inheritdoc/>
    public Task<string?> GetAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return database.ReadAsync("reading a value", session => Get(session, key), cancellationToken);
    }

    /// <inheritdoc/>
    public Task SetAsync(string key, string value, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        return database.WriteAsync("writing a value", session => Set(session, key, value), cancellationToken);
    }

    private static string? Get(SqliteSession session, string key)
    {
        using var row = session.Prepare("SELECT value FROM key_value WHERE key = ?");
        row.Bind(1, key);
        return row.Step() ? row.Text(0) : null;
    }

    private static int Set(SqliteSession session, string key, string value)
    {
        using var insert = session.Prepare("INSERT OR REPLACE INTO key_value VALUES (?, ?)");
        insert.Bind(1, key);
        insert.Bind(2, value);
        insert.Run();
        return 0;
    }
}
