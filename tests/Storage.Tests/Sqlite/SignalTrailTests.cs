using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Storage.Sqlite.Engine;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class SignalTrailTests : IDisposable
{
    private const long ThirtyDays = 30L * 86_400_000;

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(Start).AddMicroseconds(123_456);

    private readonly string _folder = Folder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

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
        using (var store = new StoreFixture(_folder))
        {
            await store.Trail.AppendAsync([first, Step("sqz-b", 1, StepKind.Given)], Token);
            await store.Trail.AppendAsync([second], Token);
        }

        using var reopened = new StoreFixture(_folder);
        var kept = await reopened.Trail.ReadAsync("sqz-a", Token);

        Assert.Equal([first, second with { Figures = kept[1].Figures }], kept.Select((step, i) => i == 0 ? step with { Figures = first.Figures } : step));
        Assert.Empty(kept[0].Figures);
        Assert.Equal(second.Figures, kept[1].Figures);
        Assert.Empty(await reopened.Trail.ReadAsync("sqz-c", Token));
    }

    [Fact]
    public async Task A_step_that_is_noted_again_is_kept_once()
    {
        using var store = new StoreFixture(_folder);
        await store.Trail.AppendAsync([Step("sqz-a", 1, StepKind.Filled), Step("sqz-a", 2, StepKind.Closed)], Token);

        await store.Trail.AppendAsync([Step("sqz-a", 1, StepKind.Filled) with { Words = "told anew" }, Step("sqz-a", 2, StepKind.Settled), Step("sqz-b", 1, StepKind.Filled)], Token);

        Assert.Equal(["Filled", "Closed", "Settled"], (await store.Trail.ReadAsync("sqz-a", Token)).Select(step => step.Words));
    }

    [Fact]
    public async Task Steps_go_with_their_signal_and_those_without_one_by_their_own_age()
    {
        using var store = new StoreFixture(_folder);
        var (old, young) = (SignalOf(Start - 1), SignalOf(Start));
        await store.Signals.PublishAsync(new(old, SignalOutcome.Filled), Token);
        await store.Signals.PublishAsync(new(young, SignalOutcome.Filled), Token);
        await store.Trail.AppendAsync([Step(old.Id, 5, StepKind.Filled), Step(young.Id, 5, StepKind.Filled)], Token);
        await store.Trail.AppendAsync([Step("sqz-x", -1, StepKind.Closed), Step("sqz-x", 0, StepKind.Settled)], Token);

        await store.Maintenance.PruneAsync(Start + ThirtyDays, Token);

        Assert.Empty(await store.Trail.ReadAsync(old.Id, Token));
        Assert.Single(await store.Trail.ReadAsync(young.Id, Token));
        Assert.Equal(StepKind.Settled, Assert.Single(await store.Trail.ReadAsync("sqz-x", Token)).Kind);
    }

    [Fact]
    public async Task Signals_are_found_by_their_ids()
    {
        using var store = new StoreFixture(_folder);
        var signal = SignalOf(Start);
        await store.Signals.PublishAsync(new(signal, SignalOutcome.Rejected, "no room"), Token);

        var found = Assert.Single(await store.Trail.FindAsync([signal.Id, "sqz-x"], Token));

        Assert.Equal((signal.Id, SignalOutcome.Rejected, "no room"), (found.Signal.Id, found.Outcome, found.Detail));
    }

    [Fact]
    public async Task A_file_of_an_older_version_takes_steps()
    {
        using (var store = new StoreFixture(_folder))
        {
            await store.Signals.PublishAsync(new(SignalOf(Start), SignalOutcome.Filled), Token);
        }

        using (var session = SqliteSession.Open(Path.Combine(_folder, "squeezeflow.db"), TimeSpan.Zero))
        {
            OlderFile.Make(session, 4);
        }

        using var reopened = new StoreFixture(_folder);
        await reopened.Trail.AppendAsync([Step(SignalOf(Start).Id, 1, StepKind.Filled)], Token);

        Assert.Single(await reopened.Trail.ReadAsync(SignalOf(Start).Id, Token));
    }

    private static SignalStep Step(string id, long shiftMs, StepKind kind) => new(id, At.AddMilliseconds(shiftMs), Start + shiftMs, kind, kind.ToString());

    private static Signal SignalOf(long close) => new()
    {
        Id = Signal.IdOf("BTCUSDT", close, SignalAction.Long),
        Pair = "BTCUSDT",
        BaseSymbol = "BTC",
        Action = SignalAction.Long,
        BarCloseUnixMs = close,
        Score = 7,
        PositionSizeFactor = 1,
        Leverage = 3,
        EntryPrice = 100,
        Confidence = 0.7,
        Reasoning = "",
    };
}
