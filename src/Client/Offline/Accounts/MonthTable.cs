using System.Globalization;

namespace SqueezeFlow.Client.Offline.Accounts;

/// <summary>An account month by month.</summary>
internal static class MonthTable
{
    /// <summary>The months (UTC) in which the account has points or closed trades, oldest first.</summary>
    public static IReadOnlyList<MonthRow> Of(AccountCourse course)
    {
        var rows = new SortedDictionary<string, MonthRow>(StringComparer.Ordinal);
        var (began, last, high) = (course.BalanceUsd, course.BalanceUsd, course.BalanceUsd);
        foreach (var (unixMs, equity) in course.Points)
        {
            // A close at midnight ends the day before it.
            var month = NameOf(unixMs - 1);
            if (!rows.TryGetValue(month, out var row))
            {
                began = last;
                row = new(month);
            }

            high = Math.Max(high, equity);
            rows[month] = row with
            {
                ReturnPercent = began > 0 ? ((equity / began) - 1) * 100 : null,
                MaxDrawdownPercent = Math.Max(row.MaxDrawdownPercent, high > 0 ? (high - equity) / high * 100 : 0),
            };
            last = equity;
        }

        foreach (var (unixMs, profit) in course.Closed)
        {
            var month = NameOf(unixMs);
            var known = rows.GetValueOrDefault(month) ?? new(month);
            rows[month] = known with { NetProfitUsd = known.NetProfitUsd + profit, Trades = known.Trades + 1, Wins = known.Wins + (profit > 0 ? 1 : 0) };
        }

        return [.. rows.Values];
    }

    private static string NameOf(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>A month of an account.</summary>
/// <param name="Month">Which, <c>2025-02</c>.</param>
internal sealed record MonthRow(string Month)
{
    /// <summary>Gain of the marked account, percent of what it was worth at the end of the month before; null without a worth, or without a bar.</summary>
    public double? ReturnPercent { get; init; }

    /// <summary>How far the account was below its highest before, this month's included, percent.</summary>
    public double MaxDrawdownPercent { get; init; }

    /// <summary>Gains minus losses of the trades that closed in it, USD.</summary>
    public double NetProfitUsd { get; init; }

    /// <summary>Trades that closed in it.</summary>
    public int Trades { get; init; }

    /// <summary>Those that gained.</summary>
    public int Wins { get; init; }
}
