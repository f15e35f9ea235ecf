using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Interfaces.Signals;
using static SqueezeFlow.Grains.Tests.Signals.External.ExternalCluster;

namespace SqueezeFlow.Grains.Tests.Signals.External;

/// <summary>What closes from outside close, and what the strategy makes of positions from outside.</summary>
public sealed class ExternalCloseTests : ExternalTest
{
    [Theory]
    [InlineData("BTC", null)]
    [InlineData(null, "1")]
    [InlineData(null, "sqz-BTCUSDT-1-L")]
    [InlineData("BTC", "1")]
    public async Task A_position_of_ours_is_closed_by_its_coin_its_id_or_its_signal(string? coin, string? position)
    {
        var held = Gateway.Hold("sqz-BTCUSDT-1-L", "BTC");

        var given = await GiveAsync(Close("1", coin, position));
        var verdict = await Cluster.SettleAsync(given.Record!);
        var again = await GiveAsync(Close("1", coin, position));

        Assert.Equal(SignalOutcome.Filled, verdict.Outcome);
        Assert.Equal((held.Tag, given.Record!.Signal.Id), Assert.Single(Gateway.Exits) is var exit ? (exit.Tag, exit.Reason) : default);
        Assert.Equal((true, SignalOutcome.Filled), (again.IsRepeat, again.Record!.Outcome));
    }

    [Theory]
    [InlineData("BTC", null, ExternalRefusalKind.Conflict, "symbol", "is not ours")]
    [InlineData(null, "1", ExternalRefusalKind.Conflict, "position", "is not ours")]
    [InlineData(null, "7", ExternalRefusalKind.NotFound, "position", "no such position")]
    [InlineData("ETH", null, ExternalRefusalKind.NotFound, "symbol", "no position of it")]
    [InlineData("ETH", "1", ExternalRefusalKind.Conflict, "symbol", "is one of BTC")]
    public async Task What_is_not_ours_or_not_there_is_not_closed(string? coin, string? position, ExternalRefusalKind kind, string field, string fix)
    {
        Gateway.Hold("by hand", "BTC");

        var refusal = (await GiveAsync(Close("1", coin, position))).Refusal!;

        Assert.Equal((kind, field), (refusal.Kind, refusal.Field));
        Assert.Contains(fix, refusal.Fix, StringComparison.Ordinal);
        Assert.Empty(Gateway.Exits);
    }

    [Fact]
    public async Task A_close_of_a_coin_does_not_close_what_was_opened_after_it_and_does_not_choose_among_several()
    {
        var late = Gateway.Hold("sqz-BTCUSDT-1-L", "BTC");
        Gateway.Put(late with { OpenedUnixMs = Clock.NowUnixMs });
        var stale = await GiveAsync(Close("1") with { AtUnixMs = Clock.NowUnixMs - 60_000 });
        Gateway.Put(late);
        Gateway.Hold("sqz-BTCUSDT-2-L", "BTC");
        Clock.Advance(TimeSpan.FromSeconds(2));
        var several = await GiveAsync(Close("2"));

        Assert.Equal(ExternalRefusalKind.Conflict, stale.Refusal!.Kind);
        Assert.Contains("opened after the time of this close", stale.Refusal.Fix, StringComparison.Ordinal);
        Assert.Contains("sqz-BTCUSDT-1-L, sqz-BTCUSDT-2-L", several.Refusal!.Fix, StringComparison.Ordinal);
        Assert.Empty(Gateway.Exits);
    }

    [Fact]
    public async Task An_account_that_does_not_answer_is_told_and_the_id_stays_free()
    {
        Gateway.Hold("sqz-BTCUSDT-1-L", "BTC");
        Gateway.ReadFailure = new IOException("away");
        var away = await GiveAsync(Close("1"));
        Gateway.ReadFailure = null;
        Clock.Advance(TimeSpan.FromSeconds(2));
        var back = await GiveAsync(Close("1"));

        Assert.Equal(ExternalRefusalKind.Unavailable, away.Refusal!.Kind);
        Assert.Equal(SignalOutcome.Filled, (await Cluster.SettleAsync(back.Record!)).Outcome);
    }

    [Fact]
    public async Task The_strategy_leaves_a_position_from_outside_at_its_stop_and_says_whose_it_is()
    {
        var symbol = await Cluster.TradeAsync("BTC");
        var before = await symbol.Grain.GetViewAsync();
        Clock.Advance(TimeSpan.FromSeconds(2));
        await symbol.TradeAsync();
        var given = await GiveAsync(Entry("1") with { Stop = 95 });
        var entry = (await Cluster.SettleAsync(given.Record!)).Signal;
        Clock.Advance(TimeSpan.FromSeconds(5));
        await symbol.TradeAsync(price: 90);
        var explained = await symbol.SettleAsync();
        await symbol.UntilAsync(() => Task.FromResult(Gateway.Exits.Count > 0));

        Assert.Equal((entry.Id, PositionSide.Long), Assert.Single(Gateway.Entries) is var order ? (order.Tag, order.Side) : default);
        Assert.Equal(entry.Id, Gateway.Exits.First().Tag);
        Assert.True(entry.SpotCvd > before.SpotCvd, $"baseline {entry.SpotCvd}, bars closed until then {before.SpotCvd}: the bar that forms belongs to it");
        Assert.Equal((95, 100), (entry.ResetLow, entry.ResetHigh));
        Assert.Contains(explained[^1]!.Steps, step => step.Name == "position" && step.Actual.Contains(entry.Id, StringComparison.Ordinal));
        Assert.DoesNotContain(explained[0]!.Steps, step => step.Name == "position");
    }

    [Fact]
    public async Task Without_a_stop_the_levels_are_those_of_the_latest_bars()
    {
        var symbol = await Cluster.TradeAsync("BTC");
        await symbol.TradeAsync(price: 99);
        await symbol.TradeAsync(price: 101);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await symbol.TradeAsync();

        var given = await GiveAsync(Entry("1"));

        Assert.Equal((99, 101), (given.Record!.Signal.ResetLow, given.Record.Signal.ResetHigh));
    }

    private Task<ExternalAnswer> GiveAsync(ExternalSignal sent) => Cluster.External(sent.Key).GiveAsync(sent);
}
