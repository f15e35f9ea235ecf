using CsCheck;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Tests.Bars;

public sealed class TimeframeTests
{
    private const long Day = 86_400_000;
    private const long Midnight = 1_735_689_600_000;

    private static readonly string[] Odd = ["7s", "90s", "7m", "21m", "45m", "5h", "7h", "23h", "1d"];

    private static readonly Gen<Timeframe> Lengths = Gen.OneOf(
        Gen.Int[1, 90_000].Select(seconds => new Timeframe(seconds * 1_000L)),
        Gen.Int[1, 9].Select(days => new Timeframe(days * Day)),
        Gen.Int[0, Odd.Length - 1].Select(place => Timeframe.Parse(Odd[place])));

    [Theory]
    [InlineData("21m", 0, 0)]
    [InlineData("21m", 1_259_999, 0)]
    [InlineData("21m", 1_260_000, 1_260_000)]
    [InlineData("21m", 86_399_999, 85_680_000)]
    [InlineData("7h", 86_399_999, 75_600_000)]
    [InlineData("5m", 86_399_999, 86_100_000)]
    [InlineData("1d", 86_399_999, 0)]
    public void A_bucket_is_counted_from_midnight(string timeframe, long afterMidnight, long opens) =>
        Assert.Equal(Midnight + opens, Timeframe.Parse(timeframe).Floor(Midnight + afterMidnight));

    [Fact]
    public void The_last_bucket_of_a_day_ends_with_it()
    {
        var timeframe = Timeframe.Parse("7h");

        Assert.Equal(Midnight + Day, timeframe.Close(Midnight + 75_600_000));
        Assert.Equal(Midnight + 75_600_000, timeframe.Close(Midnight + 50_400_000));
        Assert.Equal(Midnight, timeframe.Back(Midnight + Day - 1, 3));
        Assert.Equal(Midnight - Day, timeframe.Back(Midnight, 4));
    }

    [Theory]
    [InlineData("36h", false)]
    [InlineData("24h", true)]
    [InlineData("2d", true)]
    [InlineData("7m", true)]
    public void Beyond_a_day_only_whole_days_begin_with_one(string timeframe, bool fits) =>
        Assert.Equal(fits, Timeframe.Parse(timeframe).FitsDays);

    [Fact]
    public void Every_day_begins_with_a_bucket_and_buckets_leave_no_room_between_them() =>
        Gen.Select(Lengths, Gen.Long[-40 * Day, 40 * Day]).Sample((timeframe, after) =>
        {
            var open = timeframe.Floor(Midnight + after);
            var close = timeframe.Close(open);
            Assert.InRange(Midnight + after, open, close - 1);
            Assert.InRange(close - open, 1, timeframe.Milliseconds);
            Assert.Equal((open, close), (timeframe.Floor(open), timeframe.Floor(close)));
            Assert.Equal(open, timeframe.Floor(close - 1));
            Assert.Equal(close, timeframe.Ceiling(open + 1));
            Assert.Equal(open, timeframe.Back(close, 1));
            var day = Timeframe.D1.Floor(open);
            Assert.True(timeframe.Milliseconds > Day || timeframe.Floor(day) == day);
        }, iter: 2_000);

    [Fact]
    public void Steps_forward_and_back_agree_with_the_count() =>
        Gen.Select(Lengths, Gen.Long[-3 * Day, 3 * Day], Gen.Int[0, 300]).Sample((timeframe, after, bars) =>
        {
            var first = timeframe.Floor(Midnight + after);
            var last = first;
            for (var i = 0; i < bars; i++)
            {
                last = timeframe.Close(last);
            }

            Assert.Equal(first, timeframe.Back(last, bars));
            Assert.Equal(bars, timeframe.Between(first, last));
            Assert.Equal(bars, timeframe.Count(first, last));
            Assert.Equal(bars, timeframe.Count(first, timeframe.Back(last, 1) + 1));
        }, iter: 1_000);
}
