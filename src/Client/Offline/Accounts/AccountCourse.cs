using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Accounts;

/// <summary>An account over time: what it was worth, and what its closed trades brought.</summary>
/// <param name="BalanceUsd">Account at the start, USD.</param>
/// <param name="Points">What it was worth at closes of bars, in time order.</param>
/// <param name="Closed">Closed trades in time order.</param>
internal sealed record AccountCourse(double BalanceUsd, IReadOnlyList<AccountPoint> Points, IReadOnlyList<ClosedTrade> Closed)
{
    /// <summary>The course of a back-test from the bar that opens at a moment on.</summary>
    public static AccountCourse Of(BacktestOptions options, BacktestResult result, long fromUnixMs = long.MinValue)
    {
        var timeframe = options.Strategy.Timeframe;
        var fillsNextOpen = options.Strategy.Profile == StrategyProfile.Corrected;
        return new(
            options.InitialBalanceUsd,
            [.. result.Curve.Where(point => point.BarOpenUnixMs >= fromUnixMs && double.IsFinite(point.EquityUsd)).Select(point => new AccountPoint(timeframe.Close(point.BarOpenUnixMs), point.EquityUsd))],
            [.. result.Orders.Where(order => order.IsExit).Select(order => new ClosedTrade(fillsNextOpen ? order.BarOpenUnixMs : order.DecidedUnixMs, order.BookedProfitUsd!.Value))]);
    }

    /// <summary>
    /// Accounts that follow each other as one: each goes on with what the one before it was worth at its end, as if it had begun with that.
    /// What trades brought stays what it was.
    /// </summary>
    public static AccountCourse Joined(double balanceUsd, IEnumerable<AccountCourse> courses)
    {
        List<AccountPoint> points = [];
        List<ClosedTrade> closed = [];
        var worth = balanceUsd;
        foreach (var course in courses)
        {
            var factor = worth / course.BalanceUsd;
            points.AddRange(course.Points.Select(point => point with { EquityUsd = point.EquityUsd * factor }));
            closed.AddRange(course.Closed);
            worth = points.Count > 0 ? points[^1].EquityUsd : worth;
        }

        return new(balanceUsd, points, closed);
    }
}

/// <summary>What an account is worth at a moment.</summary>
/// <param name="UnixMs">Close of a bar, milliseconds since 1970 UTC.</param>
/// <param name="EquityUsd">The account with open positions marked, USD.</param>
internal readonly record struct AccountPoint(long UnixMs, double EquityUsd);

/// <summary>A trade that has closed.</summary>
/// <param name="UnixMs">When, milliseconds since 1970 UTC.</param>
/// <param name="ProfitUsd">Gain as the profile books it, USD.</param>
internal readonly record struct ClosedTrade(long UnixMs, double ProfitUsd);
