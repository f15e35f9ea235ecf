using System.Globalization;
using SQLitePCL;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>A call that SQLite could not finish for a reason outside the program.</summary>
/// <param name="path">The database file.</param>
/// <param name="action">What was being done, e.g. <c>writing bars</c>.</param>
/// <param name="extendedCode">SQLite's extended result code.</param>
/// <param name="detail">SQLite's own words.</param>
/// <param name="loss">What it costs the caller, a sentence after a space; may be empty.</param>
internal sealed class SqliteFault(string path, string action, int extendedCode, string detail, string loss)
    : IOException(Describe(path, action, extendedCode, detail, loss))
{
    /// <summary>SQLite's primary result code.</summary>
    public int Code { get; } = extendedCode & 0xFF;

    /// <summary>True when the connection is as good as before once the call was rolled back.</summary>
    public bool KeepsConnection => Code is raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_INTERRUPT;

    /// <summary>The exception for a result code: a fault, or <see cref="InvalidOperationException"/> when our own SQL is to blame.</summary>
    public static Exception Of(string path, string action, int extendedCode, string detail, string loss) => (extendedCode & 0xFF) switch
    {
        raw.SQLITE_ERROR or raw.SQLITE_MISUSE or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE or raw.SQLITE_TOOBIG
            => new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{path}: {action} failed: {detail} (SQLite {extendedCode}).")),
        _ => new SqliteFault(path, action, extendedCode, detail, loss),
    };

    private static string Describe(string path, string action, int extendedCode, string detail, string loss) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {action} failed: {Advice(extendedCode & 0xFF)} (SQLite {extendedCode}: {detail}).{loss}");

    private static string Advice(int code) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            "another program keeps the database locked; close it (a database browser, a backup) and the next call works",
        raw.SQLITE_READONLY =>
            "the file or its folder cannot be written; give the service write access or set Data:Directory to another folder",
        raw.SQLITE_FULL =>
            "no space is left on the disk, or Data:MaxFileBytes is reached; free space or raise it and the next call works",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
            "the file is damaged or not a database; it was left as it is. Stop the service, move the file aside or restore a backup"
            + " ('sqlite3 FILE .recover' may save its content), then start again",
        raw.SQLITE_CANTOPEN =>
            "the file cannot be opened; check that its folder exists, can be written and that Data:Directory names it",
        raw.SQLITE_IOERR => "the disk reported an error; check the volume that holds the file",
        raw.SQLITE_INTERRUPT => "it was cancelled",
        _ => "SQLite gave up",
    };
}
