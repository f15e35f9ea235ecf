using System.Buffers;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>Puts bars into their tables, inside a write transaction. One-second bars go in key order, which keeps the pages of a second together.</summary>
internal sealed class SqliteBarWriter(MarketNumbers markets)
{
    private const string InsertSecond = "INSERT OR REPLACE INTO second_bar VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    // The rule of BarRow.Replaces.
    private const string InsertLonger =
        $"""
        INSERT INTO bar VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET ({BarColumns.Names}) = (
            excluded.open, excluded.high, excluded.low, excluded.close, excluded.buy_notional, excluded.sell_notional, excluded.buy_count,
            excluded.sell_count, excluded.buy_liquidation, excluded.sell_liquidation, excluded.imported)
        WHERE excluded.imported OR NOT imported OR excluded.buy_notional + excluded.sell_notional >= buy_notional + sell_notional
        """;

    /// <summary>Writes all bars; the last of two rows with the same key stands, save where <see cref="BarRow.Replaces"/> says otherwise.</summary>
    public void Write(SqliteSession session, IReadOnlyList<BarRow> bars)
    {
        var keys = ArrayPool<long>.Shared.Rent(bars.Count);
        var places = ArrayPool<int>.Shared.Rent(bars.Count);
        try
        {
            var seconds = CollectSeconds(session, bars, keys, places, out var isSorted);
            if (!isSorted)
            {
                SortStable(keys.AsSpan(0, seconds), places.AsSpan(0, seconds));
            }

            WriteSeconds(session, bars, keys.AsSpan(0, seconds), places.AsSpan(0, seconds));
        }
        finally
        {
            ArrayPool<long>.Shared.Return(keys);
            ArrayPool<int>.Shared.Return(places);
        }
    }

    private int CollectSeconds(SqliteSession session, IReadOnlyList<BarRow> bars, long[] keys, int[] places, out bool isSorted)
    {
        var count = 0;
        isSorted = true;
        for (var i = 0; i < bars.Count; i++)
        {
            var row = bars[i];
            var market = markets.NumberOf(session, row.Market);
            if (row.Timeframe != Timeframe.S1)
            {
                WriteLonger(session, market, row);
                continue;
            }

            keys[count] = SecondKey.Of(row.Bar.OpenUnixMs, market);
            places[count] = i;
            isSorted &= count == 0 || keys[count - 1] <= keys[count];
            count++;
        }

        return count;
    }

    private void WriteSeconds(SqliteSession session, IReadOnlyList<BarRow> bars, ReadOnlySpan<long> keys, ReadOnlySpan<int> places)
    {
        if (keys.IsEmpty)
        {
            return;
        }

        var insert = session.Prepare(InsertSecond);
        for (var i = 0; i < keys.Length; i++)
        {
            insert.Bind(1, keys[i]);
            BarColumns.Bind(insert, 2, bars[places[i]]);
            insert.Run();
            markets.Note(SecondKey.Market(keys[i]), SecondKey.OpenUnixMs(keys[i]) / 1_000);
        }
    }

    private static void WriteLonger(SqliteSession session, int market, in BarRow row)
    {
        var insert = session.Prepare(InsertLonger);
        insert.Bind(1, market);
        insert.Bind(2, row.Timeframe.Milliseconds);
        insert.Bind(3, row.Bar.OpenUnixMs);
        BarColumns.Bind(insert, 4, row);
        insert.Run();
    }

    // Equal keys must keep their order, so that a correction in the same batch stands.
    private static void SortStable(Span<long> keys, Span<int> places)
    {
        keys.Sort(places);
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            places[start..end].Sort();
            start = end;
        }
    }
}
