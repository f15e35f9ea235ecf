using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.OpenInterest;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.OpenInterest;

public sealed class OpenInterestDeskTests
{
    private static readonly MarketId Bybit = MarketId.Parse("BYBIT:BTCUSDT");
    private static readonly MarketId Okx = MarketId.Parse("OKX:BTC-USDT-SWAP");

    private readonly ManualClock _clock = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ScriptedStore _store = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task The_first_sum_is_made_as_soon_as_every_venue_has_answered_the_next_after_the_interval()
    {
        var desk = Desk();
        await ReadAsync(desk, Bybit, 2);
        await desk.EnsureAsync(Token);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await ReadAsync(desk, Okx, 1);
        await desk.EnsureAsync(Token);
        var first = Totals().Single();
        await TickAsync(desk, 59);
        var early = Totals().Count();
        await TickAsync(desk, 1);

        Assert.Equal((3d, "BYBIT,OKX"), (first.Coins, first.Members));
        Assert.Equal((1, 2), (early, Totals().Count()));
    }

    [Fact]
    public async Task What_could_not_be_stored_is_stored_with_the_next_cycle()
    {
        var desk = Desk();
        await ReadAsync(desk, Bybit, 2);
        await ReadAsync(desk, Okx, 1);
        _store.IsDown = true;
        await desk.EnsureAsync(Token);
        _store.IsDown = false;
        await TickAsync(desk, 60);

        Assert.Equal(2, Totals().Count());
        Assert.Equal(2, _store.Rows.Count(row => row.Scope == OpenInterestScope.Market));
    }

    [Fact]
    public async Task A_restart_compares_with_the_stored_past()
    {
        var before = Desk();
        await ReadAsync(before, Bybit, 2);
        await ReadAsync(before, Okx, 2);
        await before.EnsureAsync(Token);
        _clock.Advance(TimeSpan.FromHours(24));
        var after = Desk();
        await ReadAsync(after, Bybit, 2.5);
        await ReadAsync(after, Okx, 2.5);

        await after.EnsureAsync(Token);

        Assert.Equal(25, Totals().Last().ChangePercent!.Value, 1e-9);
        Assert.Equal([25d, 25d], after.View().Markets.Select(market => market.ChangePercent24h ?? 0));
    }

    [Fact]
    public async Task A_past_that_cannot_be_read_is_done_without()
    {
        _store.IsDown = true;
        var desk = Desk();

        await ReadAsync(desk, Bybit, 2);

        Assert.Equal(2, Assert.Single(desk.View().Markets).OpenInterestCoin);
    }

    [Fact]
    public async Task A_venue_s_failure_is_shown_until_it_answers()
    {
        var desk = Desk();
        await desk.AddAsync(new("OKX", null, [], null, "HTTP 451"), Token);
        var failed = desk.View().Venues.Single(venue => venue.Exchange == "OKX");
        await ReadAsync(desk, Okx, 1);
        var answered = desk.View().Venues.Single(venue => venue.Exchange == "OKX");

        Assert.Equal(("HTTP 451", null, true), (failed.Error, answered.Error, answered.IsFresh));
    }

    [Fact]
    public async Task A_price_that_a_venue_told_is_lent_for_thirty_minutes()
    {
        var desk = Desk();
        await desk.AddAsync(new("OKX", [Okx], [], 50_000, null), Token);
        var fresh = desk.Price;
        _clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal((50_000d, null), (fresh, desk.Price));
    }

    [Fact]
    public async Task The_change_over_two_hours_is_that_before_the_bar_closed()
    {
        var desk = Desk();
        for (var minute = 0; minute < 130; minute++)
        {
            await ReadAsync(desk, Bybit, minute < 120 ? 1 : 1.1);
            await ReadAsync(desk, Okx, minute < 120 ? 1 : 1.1);
            await desk.EnsureAsync(Token);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(10, desk.ChangePercent(NowMs)!.Value, 1e-9);
        Assert.Equal(0, desk.ChangePercent(NowMs - (10 * 60_000))!.Value, 1e-9);
        Assert.Null(desk.ChangePercent(NowMs + (60 * 60_000)));
    }

    [Fact]
    public async Task Simulated_time_is_that_of_the_readings()
    {
        var desk = Desk(isSimulated: true);
        await desk.AddAsync(new("BYBIT", [Bybit], [new(Bybit, new(2, 100_000), 5_000, 5_000)], null, null), Token);
        await desk.AddAsync(new("OKX", [], [], null, null), Token);

        await desk.EnsureAsync(Token);

        Assert.Equal(5_000, Totals().Single().UnixMs);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(5_000), desk.View().At);
    }

    private OpenInterestDesk Desk(bool isSimulated = false) => new(
        "BTC",
        ["BYBIT", "OKX"],
        TimeSpan.FromMinutes(1),
        _store,
        new(Options.Create(new EvaluationOptions { Ordered = isSimulated }), _clock),
        _clock,
        NullLogger.Instance);

    private IEnumerable<OpenInterestRow> Totals() => _store.Rows.Where(row => row.Scope == OpenInterestScope.Total);

    private Task ReadAsync(OpenInterestDesk desk, MarketId market, double coins) =>
        desk.AddAsync(new(market.Exchange, [market], [new(market, new(coins, coins * 50_000), NowMs)], null, null), Token);

    private async Task TickAsync(OpenInterestDesk desk, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await desk.EnsureAsync(Token);
        }
    }
}
