using System.Globalization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>From when on rows are kept: what is older may have been deleted, so that its absence says nothing. In <c>meta</c>.</summary>
internal static class KeptFrom
{
    /// <summary>Name of the ledger's entry.</summary>
    public const string Ledger = "kept_from_ledger";

    private const string Prefix = "kept_from_";

    private const string Raise =
        "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)";

    /// <summary>Name of a timeframe's entry.</summary>
    public static string Of(Timeframe timeframe) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{timeframe.Milliseconds}");

    /// <summary>The time, milliseconds since 1970 UTC; <see cref="long.MinValue"/> when nothing was ever deleted.</summary>
    public static long Read(SqliteSession session, string name)
    {
        using var row = session.Prepare("SELECT value FROM meta WHERE name = ?");
        row.Bind(1, name);
        return row.Step() ? row.Int64(0) : long.MinValue;
    }

    /// <summary>Every time that is noted.</summary>
    public static List<KeptMark> ReadAll(SqliteSession session)
    {
        using var rows = session.Prepare("SELECT name, value FROM meta ORDER BY name");
        List<KeptMark> marks = [];
        while (rows.Step())
        {
            if (rows.Text(0) is var name && name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                marks.Add(new(name == Ledger ? KeptMark.Ledger : TimeframeOf(name).ToString(), rows.Int64(1)));
            }
        }

        return marks;
    }

    /// <summary>Notes a time in words.</summary>
    /// <exception cref="FormatException">It is of no timeframe.</exception>
    public static void Write(SqliteSession session, KeptMark mark) =>
        Move(session, mark.Of == KeptMark.Ledger ? Ledger : Of(Timeframe.Parse(mark.Of)), mark.UnixMs);

    /// <summary>Notes that older rows were deleted; in the transaction that deletes them.</summary>
    public static void Move(SqliteSession session, string name, long unixMs)
    {
        var move = session.Prepare(Raise);
        move.Bind(1, name);
        move.Bind(2, unixMs);
        move.Run();
    }

    private static Timeframe TimeframeOf(string name) => new(long.Parse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture));
}
