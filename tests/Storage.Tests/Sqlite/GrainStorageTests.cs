using Orleans.Storage;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Sqlite.GrainState;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class GrainStorageTests : IDisposable
{
    private static readonly GrainId Grain = GrainId.Create("symbol", "BTC");

    private readonly StoreFixture _store = new();
    private readonly SqliteGrainStorage _states;

    public GrainStorageTests() => _states = Storage("state");

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task State_comes_back_with_its_version()
    {
        var written = new GrainState<Snap> { State = new() { Total = 1.5, Missing = double.NaN, Action = SignalAction.Short, Ids = { ["a"] = 7 } } };
        await _states.WriteStateAsync("snap", Grain, written);

        var read = new GrainState<Snap>();
        await _states.ReadStateAsync("snap", Grain, read);

        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal((1.5, double.NaN, SignalAction.Short, 7), (read.State!.Total, read.State.Missing, read.State.Action, read.State.Ids["a"]));
    }

    [Fact]
    public async Task A_grain_without_state_gets_a_new_one()
    {
        var state = new GrainState<Snap> { State = null!, ETag = "9", RecordExists = true };

        await _states.ReadStateAsync("snap", Grain, state);

        Assert.Equal((0.0, null, false), (state.State.Total, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task Writing_over_a_version_that_another_wrote_is_refused_and_changes_nothing()
    {
        var mine = new GrainState<Snap> { State = new() { Total = 1 } };
        var theirs = new GrainState<Snap> { State = new() { Total = 2 } };
        await _states.WriteStateAsync("snap", Grain, mine);

        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => _states.WriteStateAsync("snap", Grain, theirs));

        Assert.Equal((mine.ETag, null), (conflict.StoredEtag, conflict.CurrentEtag));
        await _states.ReadStateAsync("snap", Grain, theirs);
        Assert.Equal(1, theirs.State.Total);
    }

    [Fact]
    public async Task Of_many_writers_with_one_version_exactly_one_succeeds()
    {
        var first = new GrainState<Snap> { State = new() };
        await _states.WriteStateAsync("snap", Grain, first);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            var copy = new GrainState<Snap> { State = new() { Total = i }, ETag = first.ETag, RecordExists = true };
            return await Record.ExceptionAsync(() => _states.WriteStateAsync("snap", Grain, copy));
        }));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(15, outcomes.OfType<InconsistentStateException>().Count());
    }

    [Fact]
    public async Task Cleared_state_is_gone_and_a_stale_clear_is_refused()
    {
        var state = new GrainState<Snap> { State = new() { Total = 1 } };
        await _states.WriteStateAsync("snap", Grain, state);
        var stale = new GrainState<Snap> { State = new(), ETag = "77", RecordExists = true };
        await Assert.ThrowsAsync<InconsistentStateException>(() => _states.ClearStateAsync("snap", Grain, stale));

        await _states.ClearStateAsync("snap", Grain, state);

        Assert.Equal((0.0, null, false), (state.State.Total, state.ETag, state.RecordExists));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _states.WriteStateAsync("snap", Grain, stale));
        await _states.WriteStateAsync("snap", Grain, state);
        Assert.True(state.RecordExists);
    }

    [Fact]
    public async Task Grains_names_and_storages_do_not_mix_and_the_text_is_readable()
    {
        await _states.WriteStateAsync("snap", Grain, new GrainState<Snap> { State = new() { Total = 4 } });
        var other = new GrainState<Snap>();

        await _states.ReadStateAsync("outbox", Grain, other);
        Assert.False(other.RecordExists);
        await Storage("PubSubStore").ReadStateAsync("snap", Grain, other);
        Assert.False(other.RecordExists);

        var text = await _store.Database.ReadAsync("test", session =>
        {
            using var row = session.Prepare("SELECT state FROM grain_state WHERE grain = 'symbol/BTC' AND name = 'snap'");
            return row.Step() ? row.Text(0) : null;
        }, Token);
        Assert.Contains("\"Total\":4,", text, StringComparison.Ordinal);
    }

    private SqliteGrainStorage Storage(string name) => new(name, _store.Database, new ReadableGrainStateSerializer(), null);

    public sealed class Snap
    {
        public double Total { get; set; }

        public double Missing { get; set; }

        public SignalAction Action { get; set; }

        public Dictionary<string, int> Ids { get; init; } = [];
    }
}
