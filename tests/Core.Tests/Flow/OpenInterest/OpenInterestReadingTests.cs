using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Tests.Flow.OpenInterest;

/// <summary>Readings that cannot be true, or may not be.</summary>
public sealed class OpenInterestReadingTests
{
    private const long Minute = 60_000;
    private const long Start = 1_735_689_600_000;

    private static readonly MarketId Market = MarketId.Parse("BINANCE_FUTURES:ethusdt");

    private readonly OpenInterestBook _book = new("ETH", ["BINANCE_FUTURES"]);
    private long _now = Start;

    [Theory]
    [InlineData(0, OpenInterestDoubt.Zero)]
    [InlineData(double.NaN, OpenInterestDoubt.Invalid)]
    [InlineData(double.PositiveInfinity, OpenInterestDoubt.Invalid)]
    [InlineData(-5, OpenInterestDoubt.Invalid)]
    [InlineData(49, OpenInterestDoubt.Jump)]
    [InlineData(151, OpenInterestDoubt.Jump)]
    public void One_absurd_reading_is_stored_with_its_flag_and_moves_no_sum(double coins, OpenInterestDoubt flag)
    {
        Next(100);

        var absurd = Next(coins);
        var after = Next(101);

        Assert.Equal((flag, coins), (absurd.Market.Flag, absurd.Market.Coins));
        Assert.Equal([100d, 101d], [absurd.Total!.Coins, after.Total!.Coins]);
        Assert.Equal(OpenInterestDoubt.None, after.Market.Flag);
    }

    [Fact]
    public void A_reading_without_a_price_moves_no_sum()
    {
        Next(100);

        var unpriced = Next(100, price: double.NaN);

        Assert.Equal((OpenInterestDoubt.Unpriced, 100d), (unpriced.Market.Flag, unpriced.Market.Coins));
        Assert.Equal(200_000, unpriced.Total!.Usd);
    }

    [Fact]
    public void A_second_reading_like_it_confirms_a_jump()
    {
        Next(100);
        var first = Next(40);

        var second = Next(42);

        Assert.Equal([100d, 42d], [first.Total!.Coins, second.Total!.Coins]);
    }

    [Fact]
    public void Two_jumps_to_different_heights_confirm_nothing()
    {
        Next(100);
        Next(40);

        Assert.Equal(100, Next(400).Total!.Coins);
        Assert.Equal(405, Next(405).Total!.Coins);
    }

    [Fact]
    public void The_same_answer_given_again_confirms_nothing()
    {
        Next(100, venueUnixMs: Start);
        Next(40, venueUnixMs: Start + 1);

        Assert.Equal(100, Next(40, venueUnixMs: Start + 1).Total!.Coins);
        Assert.Equal(41, Next(41, venueUnixMs: Start + 2).Total!.Coins);
    }

    [Fact]
    public void Ten_hours_of_zeros_are_silence_and_not_a_collapse()
    {
        Next(100);
        var sums = Enumerable.Range(0, 120).Select(_ => Next(0, minutes: 5).Total?.Coins).ToList();

        var back = Next(99);

        Assert.Equal(Enumerable.Repeat<double?>(100, 6), sums.Take(6));
        Assert.All(sums.Skip(6), Assert.Null);
        Assert.Equal(99, back.Total!.Coins);
    }

    [Fact]
    public void A_jump_of_the_price_alone_needs_confirming_too()
    {
        Next(100, price: 2_000);

        Assert.Equal(200_000, Next(100, price: 20_000).Total!.Usd);
        Assert.Equal(200_100, Next(100, price: 2_001).Total!.Usd);
    }

    [Fact]
    public void A_venue_that_repeats_an_old_value_is_silent()
    {
        Next(100, venueUnixMs: Start);

        var frozen = Next(100, minutes: 31, venueUnixMs: Start);

        Assert.Equal(OpenInterestDoubt.Stale, frozen.Market.Flag);
        Assert.Null(frozen.Total);
    }

    [Fact]
    public void The_view_tells_what_is_wrong_with_the_last_reading()
    {
        Next(100);
        Next(0);

        var view = _book.View(_now, new Dictionary<string, string> { ["BINANCE_FUTURES"] = "HTTP 500" });

        var market = Assert.Single(view.Markets);
        Assert.Equal((100d, true), (market.OpenInterestCoin, market.IsFresh));
        Assert.Contains("zero", market.Note, StringComparison.Ordinal);
        Assert.Equal("HTTP 500", Assert.Single(view.Venues).Error);
        Assert.Equal([("FUTURES_AGG", 100d), ("TOTAL_AGG", 100d)], view.Aggregates.Select(sum => (sum.Name, sum.OpenInterestCoin ?? 0)));
    }

    private (OpenInterestRow Market, OpenInterestRow? Total) Next(double coins, double price = 2_000, int minutes = 1, long venueUnixMs = 0)
    {
        _now += minutes * Minute;
        _book.Add(new(Market, new(coins, coins * price), _now, venueUnixMs));
        var rows = _book.Close(_now);
        return (rows.Single(row => row.Scope == OpenInterestScope.Market), rows.SingleOrDefault(row => row.Scope == OpenInterestScope.Total));
    }
}
