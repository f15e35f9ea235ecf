using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Interfaces.Signals;
using static SqueezeFlow.Grains.Tests.Signals.External.ExternalCluster;

namespace SqueezeFlow.Grains.Tests.Signals.External;

/// <summary>Signals from outside on the way of all others: one for each id, under the same limits, with the same account.</summary>
public sealed class ExternalSignalTests : ExternalTest
{
    [Fact]
    public async Task Fifty_at_once_under_one_id_are_one_signal_and_one_trade()
    {
        await Cluster.TradeAsync("BTC");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => GiveAsync(Entry("1"))));
        var verdict = await Cluster.SettleAsync(answers[0].Record!);
        var later = await GiveAsync(Entry("1"));

        Assert.Single(answers, answer => !answer.IsRepeat);
        Assert.Single(answers.Append(later).Select(answer => answer.Record!.Signal.Id).Distinct());
        Assert.Equal((SignalOutcome.Filled, "external"), (verdict.Outcome, verdict.Signal.Source));
        Assert.Equal(SignalOutcome.Filled, later.Record!.Outcome);
        Assert.Equal(verdict.Signal.Id, Assert.Single(Gateway.Entries).Tag);
        Assert.Equal("external", Assert.Single(await Cluster.Executor.GetOrdersAsync(10)).Source);
    }

    [Fact]
    public async Task Something_else_under_a_known_id_is_refused_and_another_source_has_ids_of_its_own()
    {
        await Cluster.TradeAsync("BTC");
        await Cluster.TradeAsync("ETH");
        var first = await GiveAsync(Entry("1"));

        var other = await GiveAsync(Entry("1", "ETH"));
        var ofOther = await GiveAsync(Entry("1", "ETH") with { Source = "other" });

        Assert.Equal((ExternalRefusalKind.Conflict, "id"), (other.Refusal!.Kind, other.Refusal.Field));
        Assert.Contains(first.Record!.Signal.Id, other.Refusal.Fix, StringComparison.Ordinal);
        Assert.Equal("ETH", ofOther.Record!.Signal.BaseSymbol);
        Assert.Equal("other", (await Cluster.SettleAsync(ofOther.Record)).Signal.Source);
    }

    [Fact]
    public async Task The_limits_of_the_strategys_signals_hold_and_are_the_verdict()
    {
        await Cluster.TradeAsync("BTC");
        var old = await GiveAsync(Entry("old") with { AtUnixMs = Clock.NowUnixMs - 400_000 });
        Assert.Equal((SignalOutcome.Expired, true), await EndAsync(old, "older than 300 s"));

        await Cluster.TradeAsync("ETH");
        var far = await GiveAsync(Entry("far", "ETH") with { Price = 110 });
        Assert.Equal((SignalOutcome.Rejected, true), await EndAsync(far, "from the signal's 110"));

        await Cluster.TradeAsync("SOL");
        Gateway.Hold("by hand", "AAA");
        Gateway.Hold("sqz-BBBUSDT-1-L", "BBB");
        var full = await GiveAsync(Entry("full", "SOL"));
        Assert.Equal((SignalOutcome.Rejected, true), await EndAsync(full, "2 positions are open"));
        Assert.Empty(Gateway.Entries);
    }

    [Fact]
    public async Task While_entries_are_held_back_it_waits_and_goes_out_when_they_are_let_go()
    {
        await Cluster.TradeAsync("BTC");
        await Cluster.Executor.SetPausedAsync(true);

        var given = await GiveAsync(Entry("1"));
        var before = await Cluster.Executor.SettleAsync(given.Record!.Signal.Id);
        var calls = Gateway.Entries.Count;
        await Cluster.Executor.SetPausedAsync(false);

        Assert.Equal((SignalOutcome.Pending, null, 0), (given.Record.Outcome, before, calls));
        Assert.Equal(SignalOutcome.Filled, (await Cluster.SettleAsync(given.Record)).Outcome);
    }

    [Fact]
    public async Task A_second_of_the_same_kind_comes_too_soon_and_is_on_record_as_refused()
    {
        await Cluster.TradeAsync("BTC");
        await Cluster.SettleAsync((await GiveAsync(Entry("1"))).Record!);

        var second = await GiveAsync(Entry("2"));
        var again = await GiveAsync(Entry("2"));

        Assert.Equal(SignalOutcome.Rejected, second.Record!.Outcome);
        Assert.Contains("within the last 15 min", second.Record.Detail, StringComparison.Ordinal);
        Assert.Equal(second.Record, again.Record);
        Assert.Contains(await Cluster.RecordAsync(), record => record.Signal.Id == second.Record.Signal.Id && record.Outcome == SignalOutcome.Rejected);
        Assert.Single(Gateway.Entries);
    }

    [Fact]
    public async Task In_the_limits_it_counts_from_when_it_comes_whatever_time_it_gives()
    {
        await Cluster.TradeAsync("BTC");
        var old = await GiveAsync(Entry("1") with { AtUnixMs = Clock.NowUnixMs - 1_000_000 });
        Assert.Equal(SignalOutcome.Expired, (await Cluster.SettleAsync(old.Record!)).Outcome);

        var second = await GiveAsync(Entry("2"));

        Assert.Contains("within the last 15 min", second.Record!.Detail, StringComparison.Ordinal);
    }

    public static TheoryData<long, string> Times => new() { { 60_000, "ahead" }, { -90_000_000, "last 24 hours" } };

    [Theory]
    [MemberData(nameof(Times))]
    public async Task A_time_that_cannot_be_is_refused_and_the_id_is_free_again(long distanceMs, string fix)
    {
        await Cluster.TradeAsync("BTC");

        var refused = await GiveAsync(Entry("1") with { AtUnixMs = Clock.NowUnixMs + distanceMs });
        var taken = await GiveAsync(Entry("1"));

        Assert.Equal((ExternalRefusalKind.Invalid, "time"), (refused.Refusal!.Kind, refused.Refusal.Field));
        Assert.Contains(fix, refused.Refusal.Fix, StringComparison.Ordinal);
        Assert.NotNull(taken.Record);
    }

    [Fact]
    public async Task A_stop_on_the_wrong_side_of_the_latest_price_and_a_coin_without_one_are_refused()
    {
        await Cluster.TradeAsync("BTC");

        var stop = await GiveAsync(Entry("1") with { Stop = 101 });
        var price = await GiveAsync(Entry("2", "NEW"));

        Assert.Equal((ExternalRefusalKind.Invalid, "stop", "101"), (stop.Refusal!.Kind, stop.Refusal.Field, stop.Refusal.Value));
        Assert.Equal(ExternalRefusalKind.Unavailable, price.Refusal!.Kind);
    }

    private Task<ExternalAnswer> GiveAsync(ExternalSignal sent) => Cluster.External(sent.Key).GiveAsync(sent);

    private async Task<(SignalOutcome Outcome, bool SaysSo)> EndAsync(ExternalAnswer given, string detail)
    {
        var verdict = await Cluster.SettleAsync(given.Record!);
        return (verdict.Outcome, verdict.Detail!.Contains(detail, StringComparison.Ordinal));
    }
}
