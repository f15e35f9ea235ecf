using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Contract;

/// <summary>The steps of signals, alike in every store.</summary>
public abstract class TrailBattery : RecordBattery
{
    private const long ThirtyDays = 30L * 86_400_000;

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(Start).AddMicroseconds(123_456);

    [Fact]
    public async Task Steps_are_read_as_they_were_kept_and_in_that_order_whatever_their_clock_said()
    {
        var (first, second) = (Step("sqz-a", 9, StepKind.Received), Step("sqz-a", 3, StepKind.Refused) with
        {
            Rule = SignalRules.Price,
            TradeId = "7",
            OtherId = "sqz-b",
            Words = "price \"1\" is 龙 away\n",
            Figures = new Dictionary<string, double> { ["found"] = 0.1 + 0.2, ["allowed"] = double.NaN },
        });
        await Store.Trail.AppendAsync([first, Step("sqz-b", 1, StepKind.Given)], Token);
        await Store.Trail.AppendAsync([second], Token);

        await using var reopened = await Store.ReopenAsync();
        var kept = await reopened.Trail.ReadAsync("sqz-a", Token);

        Assert.Equal([first, second with { Figures = kept[1].Figures }], kept.Select((step, i) => i == 0 ? step with { Figures = first.Figures } : step));
        Assert.Empty(kept[0].Figures);
        Assert.Equal(second.Figures, kept[1].Figures);
        Assert.Empty(await reopened.Trail.ReadAsync("sqz-c", Token));
    }

    [Fact]
    public async Task A_step_that_is_noted_again_is_kept_once()
    {
        await Store.Trail.AppendAsync([Step("sqz-a", 1, StepKind.Filled), Step("sqz-a", 2, StepKind.Closed)], Token);

        await Store.Trail.AppendAsync([Step("sqz-a", 1, StepKind.Filled) with { Words = "told anew" }, Step("sqz-a", 2, StepKind.Settled), Step("sqz-b", 1, StepKind.Filled)], Token);

        Assert.Equal(["Filled", "Closed", "Settled"], (await Store.Trail.ReadAsync("sqz-a", Token)).Select(step => step.Words));
    }

    [Fact]
    public async Task Steps_go_with_their_signal_and_those_without_one_by_their_own_age()
    {
        var (old, young) = (Signal("BTC", Start - 1), Signal("BTC", Start));
        await Store.Signals.PublishAsync(new(old, SignalOutcome.Filled), Token);
        await Store.Signals.PublishAsync(new(young, SignalOutcome.Filled), Token);
        await Store.Trail.AppendAsync([Step(old.Id, 5, StepKind.Filled), Step(young.Id, 5, StepKind.Filled)], Token);
        await Store.Trail.AppendAsync([Step("sqz-x", -1, StepKind.Closed), Step("sqz-x", 0, StepKind.Settled)], Token);

        await Store.Upkeep.PruneAsync(Start + ThirtyDays, Token);

        Assert.Empty(await Store.Trail.ReadAsync(old.Id, Token));
        Assert.Single(await Store.Trail.ReadAsync(young.Id, Token));
        Assert.Equal(StepKind.Settled, Assert.Single(await Store.Trail.ReadAsync("sqz-x", Token)).Kind);
    }

    [Fact]
    public async Task Signals_are_found_by_their_ids()
    {
        var signal = Signal("BTC", Start);
        await Store.Signals.PublishAsync(new(signal, SignalOutcome.Rejected, "no room"), Token);

        var found = Assert.Single(await Store.Trail.FindAsync([signal.Id, "sqz-x"], Token));

        Assert.Equal((signal.Id, SignalOutcome.Rejected, "no room"), (found.Signal.Id, found.Outcome, found.Detail));
        Assert.Empty(await Store.Trail.FindAsync([], Token));
    }

    internal static SignalStep Step(string id, long shiftMs, StepKind kind) => new(id, At.AddMilliseconds(shiftMs), Start + shiftMs, kind, kind.ToString());
}
