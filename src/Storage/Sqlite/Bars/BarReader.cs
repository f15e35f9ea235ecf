using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>Finds bars of one market.</summary>
internal static class BarReader
{
    private const string SelectLonger =
        $"""
        SELECT open_unix_ms, {BarColumns.Names} FROM bar
        WHERE market = ? AND timeframe_ms = ? AND open_unix_ms >= ? AND open_unix_ms < ? ORDER BY open_unix_ms
        """;

    private const string SelectSecond = $"SELECT {BarColumns.Names} FROM second_bar WHERE key = ?";

    /// <summary>Bars in the range in time order.</summary>
    public static List<Bar> Read(SqliteSession session, MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs)
    {
        var bars = new List<Bar>();
        if (NumberOf(session, market) is not { } number)
        {
            return bars;
        }

        if (timeframe == Timeframe.S1)
        {
            ReadSeconds(session, number, fromUnixMs, toUnixMs, bars);
        }
        else
        {
            ReadLonger(session, number, timeframe, fromUnixMs, toUnixMs, bars);
        }

        return bars;
    }

    /// <summary>The number of a market; null when the store does not know it.</summary>
    private static int? NumberOf(SqliteSession session, MarketId market)
    {
        using var row = session.Prepare("SELECT number FROM market WHERE exchange = ? AND symbol = ?");
        row.Bind(1, market.Exchange);
        row.Bind(2, market.Symbol);
        return row.Step() ? (int)row.Int64(0) : null;
    }

    private static void ReadLonger(SqliteSession session, int market, Timeframe timeframe, long fromUnixMs, long toUnixMs, List<Bar> bars)
    {
        using var rows = session.Prepare(SelectLonger);
        rows.Bind(1, market);
        rows.Bind(2, timeframe.Milliseconds);
        rows.Bind(3, fromUnixMs);
        rows.Bind(4, toUnixMs);
        while (rows.Step())
        {
            bars.Add(BarColumns.Read(rows, 1, rows.Int64(0)));
        }
    }

    // Rows lie in order of time: one look-up a second costs less than reading the seconds of all markets.
    private static void ReadSeconds(SqliteSession session, int market, long fromUnixMs, long toUnixMs, List<Bar> bars)
    {
        if (Bounds(session, fromUnixMs, toUnixMs) is not { } bounds)
        {
            return;
        }

        using var row = session.Prepare(SelectSecond);
        for (var unixMs = bounds.First; unixMs <= bounds.Last; unixMs += 1_000)
        {
            row.Bind(1, SecondKey.Of(unixMs, market));
            if (row.Step())
            {
                bars.Add(BarColumns.Read(row, 0, unixMs));
            }

            row.Dispose();
        }
    }

    private static (long First, long Last)? Bounds(SqliteSession session, long fromUnixMs, long toUnixMs)
    {
        using var rows = session.Prepare(
            "SELECT (SELECT key FROM second_bar WHERE key >= ?1 ORDER BY key LIMIT 1), (SELECT key FROM second_bar WHERE key < ?2 ORDER BY key DESC LIMIT 1)");
        rows.Bind(1, SecondKey.From(fromUnixMs));
        rows.Bind(2, SecondKey.From(toUnixMs));
        return rows.Step() && rows.Int64OrNull(0) is { } first && rows.Int64OrNull(1) is { } last && first <= last
            ? (SecondKey.OpenUnixMs(first), SecondKey.OpenUnixMs(last))
            : null;
    }
}
