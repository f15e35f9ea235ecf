using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Tests.Flow.OpenInterest;

/// <summary>The move over two hours that the strategy looks at.</summary>
public sealed class OpenInterestTwoHoursTests
{
    private const long Minute = 60_000;
    private const long Start = 1_735_689_600_000;

    private static readonly MarketId Market = MarketId.Parse("BYBIT:BTCUSDT");
    private static readonly MarketId Other = MarketId.Parse("OKX:BTC-USDT-SWAP");

    private readonly OpenInterestBook _book = new("BTC", ["BYBIT", "OKX"]);

    public OpenInterestTwoHoursTests() => _book.List("OKX", []);

    [Fact]
    public void Two_hours_are_compared_by_means_of_five_minutes()
    {
        Fill(0, 125, minute => minute < 5 ? 100 : 106);

        var change = _book.ChangeOverTwoHours(Start + (125 * Minute));

        Assert.Equal(6, change!.Value.ChangePercent, 1e-9);
        Assert.True(change.Value.ExceedsThreshold);
    }

    [Fact]
    public void What_was_read_after_the_bar_closed_is_not_looked_at()
    {
        Fill(0, 130, minute => minute < 125 ? 100 : 140);

        Assert.Equal(0, _book.ChangeOverTwoHours(Start + (125 * Minute))!.Value.ChangePercent, 1e-9);
        Assert.Equal(40, _book.ChangeOverTwoHours(Start + (130 * Minute))!.Value.ChangePercent, 1e-9);
    }

    [Fact]
    public void A_younger_history_is_compared_with_its_oldest_mean()
    {
        Fill(0, 15, minute => minute < 5 ? 100 : minute < 10 ? 104 : 110);

        Assert.Equal(10, _book.ChangeOverTwoHours(Start + (15 * Minute))!.Value.ChangePercent, 1e-9);
    }

    [Fact]
    public void One_mean_is_no_change()
    {
        Fill(0, 5, _ => 100);

        Assert.Null(_book.ChangeOverTwoHours(Start + (5 * Minute)));
    }

    [Fact]
    public void Sums_that_stopped_have_not_fallen()
    {
        Fill(0, 60, _ => 100);

        Assert.NotNull(_book.ChangeOverTwoHours(Start + (65 * Minute)));
        Assert.Null(_book.ChangeOverTwoHours(Start + (65 * Minute) + 1));
    }

    [Fact]
    public void Sums_of_other_venues_are_not_compared()
    {
        Fill(0, 60, _ => 100);
        _book.List("OKX", [Other]);
        _book.Add(new(Other, new(100, 100), Start + (60 * Minute)));
        Fill(60, 70, minute => minute < 65 ? 100 : 102);

        Assert.Equal(1, _book.ChangeOverTwoHours(Start + (70 * Minute))!.Value.ChangePercent, 1e-9);
    }

    private void Fill(int from, int to, Func<int, double> value)
    {
        for (var minute = from; minute < to; minute++)
        {
            _book.Add(new(Market, new(value(minute), value(minute)), Start + (minute * Minute)));
            _book.Close(Start + (minute * Minute));
        }
    }
}
