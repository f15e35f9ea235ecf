using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>The columns that both bar tables share, in one order.</summary>
internal static class BarColumns
{
    /// <summary>How many there are.</summary>
    public const int Count = 11;

    /// <summary>Their names, for a SELECT.</summary>
    public const string Names =
        "open, high, low, close, buy_notional, sell_notional, buy_count, sell_count, buy_liquidation, sell_liquidation, imported";

    /// <summary>Binds them from <paramref name="first"/> on.</summary>
    public static void Bind(Statement statement, int first, in BarRow row)
    {
        var bar = row.Bar;
        statement.Bind(first, bar.Open);
        statement.Bind(first + 1, bar.High);
        statement.Bind(first + 2, bar.Low);
        statement.Bind(first + 3, bar.Close);
        statement.Bind(first + 4, bar.BuyNotional);
        statement.Bind(first + 5, bar.SellNotional);
        statement.Bind(first + 6, bar.BuyCount);
        statement.Bind(first + 7, bar.SellCount);
        statement.Bind(first + 8, bar.BuyLiquidation);
        statement.Bind(first + 9, bar.SellLiquidation);
        statement.Bind(first + 10, row.IsImported ? 1L : 0L);
    }

    /// <summary>Reads a bar whose columns begin at <paramref name="first"/>.</summary>
    public static Bar Read(Statement row, int first, long openUnixMs)
    {
        // Prices are there together or not at all, flows always: one question for a NULL is enough.
        var hasPrice = !row.IsNull(first);
        return new(
            openUnixMs,
            hasPrice ? row.Number(first) : double.NaN,
            hasPrice ? row.Number(first + 1) : double.NaN,
            hasPrice ? row.Number(first + 2) : double.NaN,
            hasPrice ? row.Number(first + 3) : double.NaN,
            row.Number(first + 4),
            row.Number(first + 5),
            row.Int64(first + 6),
            row.Int64(first + 7),
            row.Number(first + 8),
            row.Number(first + 9));
    }

    /// <summary>Whether the bar whose columns begin at <paramref name="first"/> came from the venue's own history.</summary>
    public static bool IsImported(Statement row, int first) => row.Int64(first + Count - 1) != 0;
}
