using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>What an entry is refused for before the account is called, and the figures that go with it.</summary>
public sealed class EntryRiskTests
{
    private const long HourMs = 3_600_000;

    private readonly ScriptedGateway _gateway = new();
    private readonly ScriptedPrices _prices = new();
    private readonly ScriptedCertainty _certainty = new();
    private readonly MarketTime _market = new();
    private readonly ExecutionOptions _options = new();
    private readonly EvaluationOptions _evaluation = new();
    private readonly Signal _signal = ExecutorCluster.Entry("BTC");

    // Six in the morning of that day.
    public EntryRiskTests() => _market.NowUnixMs = (_market.NowUnixMs!.Value / (24 * HourMs) * 24 * HourMs) + (6 * HourMs);

    [Theory]
    [InlineData("", null)]
    [InlineData("ETH, btc", null)]
    [InlineData("ETH,SOL", "BTC is none of the coins that may be entered: ETH, SOL")]
    public async Task Where_coins_are_named_no_other_is_entered(string symbols, string? reason)
    {
        _options.Symbols = symbols;

        Assert.Equal(reason, await RefuseAsync());
    }

    [Theory]
    [InlineData(1, 1, "a position of BTC is open already")]
    [InlineData(2, 1, null)]
    [InlineData(2, 2, "2 positions of BTC are open already, the limit is 2")]
    public async Task A_coin_has_as_many_positions_as_are_allowed(int allowed, int held, string? reason)
    {
        (_options.MaxPositionsPerSymbol, _options.MaxOpenPositions) = (allowed, 5);
        Enumerable.Range(0, held).ToList().ForEach(i => _gateway.Hold($"{i}", "BTC"));

        Assert.Equal(reason, await RefuseAsync(await _gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData(0.03, 300, null)]
    [InlineData(0.03, 309, null)]
    [InlineData(0.03, 310, "$310.00 were lost since midnight UTC, allowed $309.30 (3.0 % of $10,310.00)")]
    [InlineData(0, 5_000, null)]
    public async Task A_day_that_has_lost_too_much_is_over(double allowed, int lost, string? reason)
    {
        _options.MaxDailyLoss = allowed;
        Closed("today", "ETH", -(lost + 50), 5);
        Closed("gain", "ETH", 50, 4);
        Closed("yesterday", "ETH", -9_000, 7);

        Assert.Equal(reason, await RefuseAsync());
    }

    [Theory]
    [InlineData(30, -20, 1, "BTC lost $20.00 30 min ago, and is left alone for 60 min")]
    [InlineData(60, -20, 1, null)]
    [InlineData(30, 20, 1, null)]
    [InlineData(30, -20, 0, null)]
    public async Task A_coin_that_has_lost_is_left_alone_for_a_while(int minutesAgo, int profit, int hours, string? reason)
    {
        _options.CooldownAfterLoss = TimeSpan.FromHours(hours);
        Closed("before", "BTC", -500, 3);
        Closed("last", "BTC", profit, minutesAgo / 60.0);
        Closed("other", "ETH", -500, 0.1);

        Assert.Equal(reason, await RefuseAsync());
    }

    [Fact]
    public async Task An_entry_on_data_of_which_too_much_is_missing_is_refused_with_figures()
    {
        _certainty.Doubt = new(12, ["BINANCE_FUTURES:btcusdt", "BYBIT:BTCUSDT", "OKX:BTC-USDT", "GATE:BTC_USDT"], 0.41);

        Assert.Equal(
            "trades of the last 300 s of the bar are missing on 4 of 12 markets of BTC with 41 % of its turnover, allowed 25 %: "
                + "BINANCE_FUTURES:btcusdt, BYBIT:BTCUSDT, OKX:BTC-USDT and 1 more",
            await RefuseAsync());
        Assert.Equal(("BTC", _signal.BarCloseUnixMs - 300_000, _signal.BarCloseUnixMs), Assert.Single(_certainty.Asked));
    }

    [Fact]
    public async Task A_little_may_be_missing()
    {
        _certainty.Doubt = new(12, ["GATE:BTC_USDT"], 0.25);

        Assert.Null(await RefuseAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_is_asked_where_it_is_off_and_on_markets_that_are_simulated(bool isOff)
    {
        _options.CertainFor = isOff ? TimeSpan.Zero : _options.CertainFor;
        _evaluation.Ordered = !isOff;
        _certainty.Doubt = new(1, ["GATE:BTC_USDT"], 1);

        Assert.Null(await RefuseAsync());
        Assert.Empty(_certainty.Asked);
    }

    [Fact]
    public async Task Without_a_balance_there_is_no_entry()
    {
        _gateway.OnAccount = static _ => throw new IOException("found total 0");

        await Assert.ThrowsAsync<IOException>(() => RefuseAsync());
    }

    private void Closed(string tag, string coin, int profit, double hoursAgo)
    {
        _gateway.Hold(tag, coin);
        _gateway.Put(_gateway.Close(tag, "test", profit).Position! with { ClosedUnixMs = _market.NowUnixMs - (long)(hoursAgo * HourMs) });
    }

    private async Task<string?> RefuseAsync(IReadOnlyList<Position>? open = null)
    {
        // The price is that of this moment, whatever the market's time.
        _options.MaxPriceAge = TimeSpan.FromDays(1);
        return (await Desks.RiskOf(_gateway, _prices, _certainty, _market, _options, _evaluation).RefuseAsync(_signal, open ?? [], TestContext.Current.CancellationToken))?.Words;
    }
}
