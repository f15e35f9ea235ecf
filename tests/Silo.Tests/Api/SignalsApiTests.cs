using System.Text.Json;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class SignalsApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const long Start = 1_735_689_600_000;
    private const long Month = 30L * 86_400_000;

    [Fact]
    public async Task A_signal_whose_position_has_closed_carries_what_it_brought_and_another_nothing()
    {
        var (closed, open) = (Signal("BTC", Start), Signal("BTC", Start + 300_000));
        host.Store.Signals.Clear();
        host.Store.Signals.AddRange([new(open, SignalOutcome.Filled, null, 101), new(closed, SignalOutcome.Filled, null, 100)]);
        host.Results.Results.Clear();
        host.Results.Results.Add(new(closed.Id, Start + 900_000, 110.5, -12.25, -6.125, 15, "stop_loss"));

        var body = await host.GetAsync("/api/v1/signals?symbol=BTC");

        Assert.False(body[0].TryGetProperty("result", out _));
        Assert.Equal(
            $$"""{"signalId":"{{closed.Id}}","exitUnixMs":{{Start + 900_000}},"exitPrice":110.5,"profitUsd":-12.25,"profitPercent":-6.125,"holdingMinutes":15,"exitReason":"stop_loss","kind":"Unprofitable"}""",
            body[1].GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task Statistics_tell_total_tiers_and_coins()
    {
        host.Results.Counts.Clear();
        host.Results.Counts.AddRange(
        [
            new(SignalTiers.High, "BTC", ResultKind.Profitable, 2, 2, 30, 90),
            new(SignalTiers.Low, "ETH", ResultKind.Unprofitable, 1, 1, -5, 10),
            new(SignalTiers.Low, "ETH", ResultKind.Pending, 4, 0, 0, 0),
        ]);

        var body = await host.GetAsync($"/api/v1/signals/stats?from={Start}&to=2025-02-01T00:00Z");

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Start), body.GetProperty("from").GetDateTimeOffset());
        var total = body.GetProperty("total");
        Assert.Equal((7, 2, 1, 4), (Whole(total, "signals"), Whole(total, "profitable"), Whole(total, "unprofitable"), Whole(total, "pending")));
        Assert.Equal((2d / 3, 25, 25d / 3, 100d / 3), (Number(total, "winRate"), Number(total, "profitUsd"), Number(total, "meanProfitUsd"), Number(total, "meanHoldingMinutes")));
        Assert.Equal(["high", "medium", "low", "very_low"], Names(body.GetProperty("byTier")));
        Assert.Equal(JsonValueKind.Null, body.GetProperty("byTier")[1].GetProperty("winRate").ValueKind);
        Assert.Equal(["BTC", "ETH"], Names(body.GetProperty("bySymbol")));
        Assert.Contains((Start, Start + (31L * 86_400_000)), host.Results.Asked);
    }

    [Fact]
    public async Task Without_a_range_the_last_thirty_days_of_market_time_are_counted_the_present_included()
    {
        await host.GetAsync("/api/v1/signals/stats");

        var end = FakeFlow.MarketTime.ToUnixTimeMilliseconds() + 1;
        Assert.Contains((end - Month, end), host.Results.Asked);
    }

    private static int Whole(JsonElement group, string name) => group.GetProperty(name).GetInt32();

    private static double Number(JsonElement group, string name) => group.GetProperty(name).GetDouble();

    private static IEnumerable<string?> Names(JsonElement groups) => groups.EnumerateArray().Select(group => group.GetProperty("name").GetString());

    private static Signal Signal(string coin, long barClose) => new()
    {
        Id = Core.Signals.Signal.IdOf(coin + "USDT", barClose, SignalAction.Long),
        Pair = coin + "USDT",
        BaseSymbol = coin,
        Action = SignalAction.Long,
        BarCloseUnixMs = barClose,
        Score = 7,
        PositionSizeFactor = 1,
        Leverage = 3,
        EntryPrice = 100,
        Confidence = 0.7,
        Reasoning = "",
    };
}
