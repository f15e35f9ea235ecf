using SqueezeFlow.Client.Offline.Accounts;

namespace SqueezeFlow.Client.Tests.Accounts;

/// <summary>An account month by month, and several as one.</summary>
public sealed class AccountTests
{
    [Fact]
    public void A_month_gains_on_what_the_one_before_it_ended_with()
    {
        var course = new AccountCourse(
            100,
            [At("2025-01-10", 120), At("2025-02-01", 110), At("2025-02-02", 99), At("2025-03-01", 121), At("2025-03-05", 60.5)],
            [new(Ms("2025-01-09"), 20), new(Ms("2025-02-01"), -11), new(Ms("2025-02-20"), 5)]);

        var months = MonthTable.Of(course);

        // The close at midnight on the first of February is January's.
        Assert.Equal(["2025-01", "2025-02", "2025-03"], months.Select(month => month.Month));
        Assert.Equal([10, 10, -50], months.Select(month => Math.Round(month.ReturnPercent!.Value, 9)));
        Assert.Equal([Math.Round(1000 / 120d, 9), 17.5, 50], months.Select(month => Math.Round(month.MaxDrawdownPercent, 9)));
        Assert.Equal([(20.0, 1, 1), (-6.0, 2, 1), (0.0, 0, 0)], months.Select(month => (month.NetProfitUsd, month.Trades, month.Wins)));
    }

    [Fact]
    public void Without_a_point_there_is_no_month() => Assert.Empty(MonthTable.Of(new(100, [], [])));

    [Fact]
    public void Accounts_that_follow_each_other_go_on_with_what_there_is()
    {
        AccountCourse[] tests =
        [
            new(100, [At("2025-01-01", 110), At("2025-01-02", 150)], [new(Ms("2025-01-01"), 50)]),
            new(100, [], []),
            new(100, [At("2025-01-03", 80)], [new(Ms("2025-01-02"), -20)]),
        ];

        var joined = AccountCourse.Joined(100, tests);

        Assert.Equal([110, 150, 120], joined.Points.Select(point => point.EquityUsd));
        Assert.Equal([50, -20], joined.Closed.Select(trade => trade.ProfitUsd));
    }

    private static AccountPoint At(string time, double equity) => new(Ms(time), equity);

    private static long Ms(string time) => new DateTimeOffset(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds();
}
