using System.Globalization;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Tests.Sqlite;

/// <summary>A file as an older version of the program left it.</summary>
internal static class OlderFile
{
    // What took the file from each version to the next, taken back.
    private static readonly string[] Undo =
    [
        "DROP TABLE open_interest",
        "DELETE FROM meta WHERE name LIKE 'kept_from_%'",
        "DROP TRIGGER signal_deleted; DROP INDEX signal_entered; DROP TABLE signal_result",
        "DROP TRIGGER signal_forgotten; DROP TABLE signal_step",
    ];

    /// <summary>Makes an open file one of an older version.</summary>
    public static void Make(SqliteSession session, int version)
    {
        Assert.Equal(Schema.Version, Undo.Length + 1);
        foreach (var sql in Undo.Skip(version - 1).Reverse())
        {
            session.Execute(sql);
        }

        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));
    }
}
