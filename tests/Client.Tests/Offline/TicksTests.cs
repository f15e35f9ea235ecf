using SqueezeFlow.Client.Offline.Reports;

namespace SqueezeFlow.Client.Tests.Offline;

/// <summary>Round places on the axes of a chart.</summary>
public sealed class TicksTests
{
    private static readonly DateTimeOffset Day = new(2025, 2, 14, 7, 23, 11, TimeSpan.Zero);

    [Theory]
    [InlineData(99.87, 107.3, "100 101 102 103 104 105 106 107", 0)]
    [InlineData(0.061, 0.0652, "0.061 0.062 0.063 0.064 0.065", 3)]
    [InlineData(-3.2e6, 4.9e6, "-2000000 0 2000000 4000000", 0)]
    [InlineData(9_950, 10_420, "10000 10100 10200 10300 10400", 0)]
    [InlineData(0, 0.0009, "0 0.0002 0.0004 0.0006 0.0008", 4)]
    [InlineData(5, 5, "5", 2)]
    public void Values_stand_one_two_or_five_times_a_power_of_ten_apart(double low, double high, string values, int places)
    {
        var ticks = Ticks.OfValues(low, high);

        Assert.Equal(values, string.Join(' ', ticks.Values.Select(value => Math.Round(value, 6))));
        Assert.Equal(places, ticks.Places);
    }

    [Theory]
    [InlineData(30 * 60, "07:25 07:30 07:35 07:40 07:45 07:50")]
    [InlineData(20 * 3_600, "08:00 12:00 16:00 20:00 2025-02-15")]
    [InlineData(6 * 86_400, "2025-02-15 2025-02-16 2025-02-17 2025-02-18 2025-02-19 2025-02-20")]
    [InlineData(200 * 86_400, "2025-03 2025-04 2025-05 2025-06 2025-07 2025-08 2025-09")]
    [InlineData(900 * 86_400L, "2025-07 2026-01 2026-07 2027-01 2027-07")]
    public void Times_stand_at_full_minutes_hours_days_and_months(long seconds, string texts)
    {
        var from = Day.ToUnixTimeMilliseconds();

        var ticks = Ticks.OfTimes(from, from + (seconds * 1_000));

        Assert.Equal(texts, string.Join(' ', ticks.Select(tick => tick.Text)));
        Assert.All(ticks, tick => Assert.InRange(tick.UnixMs, from, from + (seconds * 1_000)));
    }
}
