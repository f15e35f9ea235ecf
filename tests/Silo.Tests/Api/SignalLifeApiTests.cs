using System.Text.Json;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class SignalLifeApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const long Close = 1_735_689_600_000;

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(Close).AddSeconds(1);
    private static readonly Signal Entry = SignalMapping.Entry("BTC", PositionSide.Long, 100, 7, 0.75, "test", Close);
    private static readonly Signal Exit = SignalMapping.Close("BTC", 110, 1, "reversal", Close + 900_000, Entry.Id, "12");

    [Fact]
    public async Task A_life_is_told_with_times_durations_figures_its_exit_and_its_profit()
    {
        Put();

        var life = await host.GetAsync($"/api/v1/signals/{Entry.Id}");

        Assert.Equal(
            ["Given", "Received", "Filled", "ExitGiven", "Closed"],
            life.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString()));
        var filled = life.GetProperty("steps")[2];
        Assert.Equal((1.5, "12", "2025-01-01T00:00:02.75Z", "2025-01-01T00:00:00Z"), (Number(filled, "afterSeconds"), Text(filled, "tradeId"), Text(filled, "at"), Text(filled, "marketTime")));
        Assert.Equal(1.75, filled.GetProperty("figures").GetProperty("latencySeconds").GetDouble());
        Assert.Equal(JsonValueKind.Null, life.GetProperty("steps")[0].GetProperty("afterSeconds").ValueKind);
        Assert.Equal((1.75, Exit.Id), (Number(life, "latencySeconds"), Text(life, "exitId")));
        Assert.Equal(Exit.Id, Text(life.GetProperty("exit").GetProperty("signal"), "id"));
        Assert.Equal(-12.25, life.GetProperty("signal").GetProperty("result").GetProperty("profitUsd").GetDouble());
        Assert.Equal(JsonValueKind.Null, life.GetProperty("entry").ValueKind);
    }

    [Fact]
    public async Task An_exit_shows_its_entry_and_what_that_brought()
    {
        Put();

        var life = await host.GetAsync($"/api/v1/signals/{Exit.Id}");

        var entry = life.GetProperty("entry");
        Assert.Equal((Entry.Id, -12.25), (Text(entry.GetProperty("signal"), "id"), entry.GetProperty("result").GetProperty("profitUsd").GetDouble()));
        Assert.Empty(life.GetProperty("steps").EnumerateArray());
    }

    [Fact]
    public async Task Steps_that_are_not_stored_yet_are_part_of_it_and_those_that_are_in_both_are_told_once()
    {
        Put();
        host.Trail.Waiting.AddRange([host.Trail.Stored[^1], Step(Entry, 1_000, StepKind.Settled)]);

        var steps = (await host.GetAsync($"/api/v1/signals/{Entry.Id}")).GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString()).ToList();

        Assert.Equal(6, steps.Count);
        Assert.Equal("Settled", steps[^1]);
    }

    [Fact]
    public async Task The_decision_behind_it_is_part_of_it_while_its_bar_is_kept()
    {
        Put();
        host.Flow.Explained = Close;

        var kept = await host.GetAsync($"/api/v1/signals/{Entry.Id}");
        host.Flow.Explained = Close - 300_000;
        var forgotten = await host.GetAsync($"/api/v1/signals/{Entry.Id}");
        host.Flow.Explained = null;

        Assert.Equal("LONG", Text(kept.GetProperty("decision"), "decision"));
        Assert.Equal(JsonValueKind.Null, forgotten.GetProperty("decision").ValueKind);
    }

    [Fact]
    public async Task A_signal_of_which_only_steps_are_on_record_is_told_by_them()
    {
        Put();
        host.Trail.Stored.Add(Step(Entry, 0, StepKind.Adopted) with { SignalId = "sqz-SOLUSDT-1-L" });

        var life = await host.GetAsync("/api/v1/signals/sqz-SOLUSDT-1-L");

        Assert.Equal((JsonValueKind.Null, 1), (life.GetProperty("signal").ValueKind, life.GetProperty("steps").GetArrayLength()));
    }

    [Fact]
    public async Task Ids_are_taken_in_any_letter_case_and_an_unknown_one_is_told_the_nearest()
    {
        Put();

        Assert.Equal(Entry.Id, Text(await host.GetAsync($"/api/v1/signals/{Entry.Id.ToUpperInvariant()}"), "id"));
        var near = await host.GetAsync($"/api/v1/signals/{Entry.Id[..^1]}S", 404);
        var far = await host.GetAsync("/api/v1/signals/17", 404);
        host.Store.Signals.Clear();
        var none = await host.GetAsync("/api/v1/signals/17", 404);

        Assert.Equal(("id", $"no such signal is on record; the nearest is {Entry.Id}; /api/v1/signals lists the latest"), (Text(near, "field"), Text(near, "fix")));
        Assert.Equal($"no such signal is on record; signals are kept 30 days; the latest are {Entry.Id}, {Exit.Id}; /api/v1/signals lists more", Text(far, "fix"));
        Assert.Equal("no signal is on record yet", Text(none, "fix"));
    }

    [Fact]
    public async Task An_id_longer_than_any_is_not_looked_for()
    {
        Put();
        string[] ids = [new('a', 128), new('a', 129)];
        host.Trail.Stored.AddRange(ids.Select(id => Step(Entry, 0, StepKind.Adopted) with { SignalId = id }));

        await host.GetAsync($"/api/v1/signals/{ids[0]}");
        var refusal = await host.GetAsync($"/api/v1/signals/{ids[1]}", 404);

        Assert.Equal(("id", $"{ids[0]}…"), (Text(refusal, "field"), Text(refusal, "value")));
    }

    private void Put()
    {
        host.Store.Signals.Clear();
        host.Store.Signals.AddRange([new(Entry, SignalOutcome.Filled, null, 100), new(Exit, SignalOutcome.Filled, null, 110)]);
        host.Results.Results.Clear();
        host.Results.Results.Add(new(Entry.Id, Close + 900_000, 110.5, -12.25, -6.125, 15, Exit.Id));
        host.Trail.Waiting.Clear();
        host.Trail.Stored.Clear();

        // Told again after a restart: the first comes last.
        host.Trail.Stored.AddRange(
        [
            Step(Entry, 0.25, StepKind.Received),
            Step(Entry, 1.75, StepKind.Filled) with { TradeId = "12", Figures = new Dictionary<string, double> { ["latencySeconds"] = 1.75 } },
            Step(Entry, 900, StepKind.ExitGiven) with { OtherId = Exit.Id },
            Step(Entry, 902, StepKind.Closed) with { OtherId = Exit.Id },
            Step(Entry, 0, StepKind.Given),
        ]);
    }

    private static SignalStep Step(Signal signal, double seconds, StepKind kind) => new(signal.Id, At.AddSeconds(seconds), Close, kind, kind.ToString());

    private static double Number(JsonElement body, string name) => body.GetProperty(name).GetDouble();

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
