using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Tests.Flow.OpenInterest;

/// <summary>26 hours of five venues that are polled at different paces, one of which fails for an hour.</summary>
public sealed class OpenInterestSimulationTests
{
    private const long Second = 1_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Start = 1_735_689_600_000;
    private const long FailsFrom = Start + (10 * Hour);
    private const long FailsTo = FailsFrom + Hour;
    private const double Price = 50_000;

    private static readonly (MarketId Market, double Coins, long Every)[] Venues =
    [
        (MarketId.Parse("BINANCE_FUTURES:btcusdt"), 80_000, 900 * Second),
        (MarketId.Parse("BYBIT:BTCUSDT"), 50_000, 10 * Second),
        (MarketId.Parse("OKX:BTC-USDT-SWAP"), 30_000, 10 * Second),
        (MarketId.Parse("DERIBIT:BTC-PERPETUAL"), 20_000, 15 * Second),
        (MarketId.Parse("KRAKEN:PF_XBTUSD"), 1_000, 30 * Second),
    ];

    private readonly List<OpenInterestRow> _totals = [];
    private readonly List<OpenInterestRow> _futures = [];

    public OpenInterestSimulationTests() => Run("OKX");

    [Fact]
    public void The_failing_venue_is_carried_for_thirty_minutes_and_then_no_sum_is_written_until_it_returns()
    {
        var last = FailsFrom - (10 * Second);
        Func<OpenInterestRow, bool> isInFailure = row => row.UnixMs >= FailsFrom && row.UnixMs < FailsTo;

        Assert.Equal(
            Enumerable.Range(0, 30).Select(minute => FailsFrom + (minute * Minute)),
            _totals.Where(isInFailure).Select(row => row.UnixMs).TakeWhile(at => at <= last + (30 * Minute)));
        Assert.DoesNotContain(_totals, row => isInFailure(row) && row.UnixMs > last + (30 * Minute));
        Assert.DoesNotContain(_futures, row => isInFailure(row) && row.UnixMs > last + (30 * Minute));
        Assert.Contains(_totals, row => row.UnixMs == FailsTo);
        Assert.Equal((26 * 60) - 30, _totals.Count);
    }

    [Fact]
    public void No_sum_moves_by_more_than_the_venues_do()
    {
        Assert.All(_totals.Zip(_totals.Skip(1)), pair =>
        {
            var largest = pair.Second.UnixMs - pair.First.UnixMs > Minute ? 0.005 : 0.001;
            Assert.InRange(pair.Second.Usd / pair.First.Usd, 1 - largest, 1 + largest);
        });
        Assert.All(_totals, row => Assert.Equal(5, row.Count));
        Assert.All(_futures, row => Assert.Equal("BINANCE_FUTURES,BYBIT,OKX", row.Members));
    }

    [Fact]
    public void The_change_over_a_day_is_that_of_the_venues()
    {
        var last = _totals[^1];

        // Growth is linear, 2.4 % a day; the slowest venue is up to 15 minutes behind.
        Assert.Equal(100 * ((1 + Growth(last.UnixMs)) / (1 + Growth(last.UnixMs - (24 * Hour))) - 1), last.ChangePercent!.Value, 0.02);
        Assert.All(_totals.Where(row => row.UnixMs < Start + (24 * Hour)), row => Assert.Null(row.Change24h));
        Assert.All(_totals.Where(row => row.UnixMs >= Start + (24 * Hour)), row => Assert.InRange(row.ChangePercent!.Value, 2.3, 2.5));
    }

    private static double Growth(long unixMs) => 0.001 * (unixMs - Start) / Hour;

    private void Run(string failing)
    {
        var book = new OpenInterestBook("BTC", Venues.Select(venue => venue.Market.Exchange));
        for (var at = Start; at < Start + (26 * Hour); at += 5 * Second)
        {
            foreach (var (market, coins, every) in Venues)
            {
                var isFailing = market.Exchange == failing && at >= FailsFrom && at < FailsTo;
                if ((at - Start) % every == 0 && !isFailing)
                {
                    var now = coins * (1 + Growth(at));
                    book.Add(new(market, new(now, now * Price), at));
                }
            }

            if ((at - Start) % Minute == 0)
            {
                var rows = book.Close(at);
                _totals.AddRange(rows.Where(row => row.Scope == OpenInterestScope.Total));
                _futures.AddRange(rows.Where(row => row.Scope == OpenInterestScope.Futures));
            }
        }
    }
}
