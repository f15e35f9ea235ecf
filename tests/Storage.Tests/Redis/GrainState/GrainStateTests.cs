using System.Globalization;
using System.Text.Json.Nodes;
using Orleans.Storage;
using SqueezeFlow.Core.Signals;
using static SqueezeFlow.Storage.Tests.Redis.GrainState.StateBench;

namespace SqueezeFlow.Storage.Tests.Redis.GrainState;

/// <summary>States of grains in Redis.</summary>
public sealed class GrainStateTests
{
    private const string Key = "squeezeflow/state/symbol/BTC/snap";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_state_comes_back_and_is_readable_text_with_the_formats_version_around_it()
    {
        await using var bench = await OpenAsync();
        var written = new GrainState<Snap> { State = new() { Total = 1.5, Missing = double.NaN, Action = SignalAction.Short } };
        await bench.States.WriteStateAsync("snap", Owner, written);

        var read = new GrainState<Snap>();
        await bench.States.ReadStateAsync("snap", Owner, read);

        Assert.Equal((true, written.ETag, 1.5, double.NaN, SignalAction.Short), (read.RecordExists, read.ETag, read.State!.Total, read.State.Missing, read.State.Action));
        var text = JsonNode.Parse((await bench.TextAsync())!)!;
        Assert.Equal((1, "Short", "NaN"), ((int)text["format"]!, (string?)text["state"]!["Action"], (string?)text["state"]!["Missing"]));
    }

    [Theory]
    [InlineData("""{"Total":4,"Action":"Long"}""")]
    [InlineData("""{"format":0,"state":{"Total":4,"Action":"Long"}}""")]
    [InlineData("""{"format":1,"state":{"Total":4,"Action":"Long","Added":{"by":["a","later","minor"]}},"more":1}""")]
    public async Task A_state_of_an_older_version_is_read(string text)
    {
        await using var bench = await OpenAsync();
        await PlantAsync(bench, text);

        var read = new GrainState<Snap>();
        await bench.States.ReadStateAsync("snap", Owner, read);

        Assert.Equal((4, SignalAction.Long, "7"), (read.State!.Total, read.State.Action, read.ETag));
    }

    [Fact]
    public async Task A_state_of_a_newer_version_is_refused_in_words_and_stays()
    {
        const string Newer = """{"format":99,"state":{"Sum":4}}""";
        await using var bench = await OpenAsync();
        await PlantAsync(bench, Newer);

        var failure = await Assert.ThrowsAnyAsync<IOException>(() => bench.States.ReadStateAsync("snap", Owner, new GrainState<Snap>()));

        Assert.Contains("was written by a newer version (format 99, this one knows 1): start that version again", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Newer, await bench.TextAsync());
    }

    [Fact]
    public async Task Of_two_activations_the_one_with_the_older_state_is_refused_and_changes_nothing()
    {
        await using var bench = await OpenAsync();
        var mine = new GrainState<Snap> { State = new() { Total = 1 } };
        await bench.States.WriteStateAsync("snap", Owner, mine);
        var theirs = new GrainState<Snap>();
        await bench.States.ReadStateAsync("snap", Owner, theirs);
        theirs.State!.Total = 2;
        await bench.States.WriteStateAsync("snap", Owner, theirs);

        mine.State.Total = 3;
        await Assert.ThrowsAsync<InconsistentStateException>(() => bench.States.WriteStateAsync("snap", Owner, mine));

        await bench.States.ReadStateAsync("snap", Owner, mine);
        Assert.Equal(2, mine.State.Total);
    }

    [Fact]
    public async Task An_activation_that_knows_nothing_of_its_own_last_write_ends_with_the_next()
    {
        await using var bench = await OpenAsync();
        var state = new GrainState<Snap> { State = new() { Total = 1 } };
        await bench.States.WriteStateAsync("snap", Owner, state);
        await bench.Server.FreezeAsync();
        state.State.Total = 2;
        await Assert.ThrowsAnyAsync<IOException>(() => bench.States.WriteStateAsync("snap", Owner, state));
        await bench.Server.ThawAsync();
        await UntilTotalAsync(bench, 2);

        state.State.Total = 3;
        await Assert.ThrowsAsync<InconsistentStateException>(() => bench.States.WriteStateAsync("snap", Owner, state));

        Assert.Equal(DeactivationReasonCode.ApplicationError, Assert.Single(bench.Activation.Ends).ReasonCode);
        await bench.States.ReadStateAsync("snap", Owner, state);
        Assert.Equal(2, state.State.Total);
    }

    // What was on its way when the server stood still is carried out afterwards, and its answer is heard by nobody.
    private static async Task UntilTotalAsync(StateBench bench, double total)
    {
        for (var i = 0; i < 200; i++)
        {
            var read = new GrainState<Snap>();
            try
            {
                await bench.States.ReadStateAsync("snap", Owner, read);
            }
            catch (IOException)
            {
                // Not yet.
            }

            if (read.State?.Total == total)
            {
                return;
            }

            await Task.Delay(50, Stop);
        }

        Assert.Fail($"the state has not become {total}");
    }

    [Fact]
    public async Task That_states_are_kept_again_is_found_out_though_nothing_is_written()
    {
        await using var bench = await OpenAsync();
        await bench.Server.FreezeAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => bench.States.WriteStateAsync("snap", Owner, new GrainState<Snap> { State = new() }));
        Assert.NotNull(await bench.Trial.RunAsync());

        await bench.Server.ThawAsync();

        for (var i = 0; i < 100 && await bench.Trial.RunAsync() is not null; i++)
        {
            await Task.Delay(100, Stop);
        }

        Assert.Null(bench.Journal.Failure);
    }

    [Fact]
    public async Task A_state_that_the_server_has_lost_is_written_again_and_only_by_one()
    {
        await using var bench = await OpenAsync();
        var mine = new GrainState<Snap> { State = new() { Total = 1 } };
        await bench.States.WriteStateAsync("snap", Owner, mine);
        var stale = new GrainState<Snap> { State = new() { Total = 9 }, ETag = mine.ETag, RecordExists = true };
        using (var talk = await bench.Server.ConnectAsync(Stop))
        {
            await talk.AskAsync("FLUSHALL");
        }

        mine.State.Total = 2;
        await bench.States.WriteStateAsync("snap", Owner, mine);
        mine.State.Total = 3;
        await bench.States.WriteStateAsync("snap", Owner, mine);

        await Assert.ThrowsAsync<InconsistentStateException>(() => bench.States.WriteStateAsync("snap", Owner, stale));
        await bench.States.ReadStateAsync("snap", Owner, stale);
        Assert.Equal(3, stale.State.Total);
    }

    [Fact]
    public async Task A_state_with_a_lifetime_expires_after_its_last_change_and_others_never()
    {
        await using var bench = await OpenAsync();
        await bench.States.WriteStateAsync("snap", Owner, new GrainState<Snap> { State = new() });
        await bench.States.WriteStateAsync("external", Owner, new GrainState<Snap> { State = new() });

        using var talk = await bench.Server.ConnectAsync(Stop);

        Assert.Equal(-1, await talk.NumberAsync("TTL", Key));
        Assert.InRange(await talk.NumberAsync("TTL", "squeezeflow/state/symbol/BTC/external"), 1, 30 * 86_400);
    }

    [Fact]
    public async Task A_full_server_fails_loudly_until_it_has_room_and_deletes_nothing()
    {
        await using var bench = await OpenAsync("--maxmemory-policy", "noeviction");
        var state = new GrainState<Snap> { State = new() { Total = 1 } };
        await bench.States.WriteStateAsync("snap", Owner, state);
        using var talk = await bench.Server.ConnectAsync(Stop);
        await talk.AskAsync("CONFIG", "SET", "maxmemory", "1");

        state.State.Total = 2;
        var failure = await Assert.ThrowsAnyAsync<IOException>(() => bench.States.WriteStateAsync("snap", Owner, state));
        Assert.Contains("OOM", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, bench.Journal.Failure?.Words);
        Assert.Contains("\"Total\":1,", await bench.TextAsync(), StringComparison.Ordinal);

        await talk.AskAsync("CONFIG", "SET", "maxmemory", "0");
        await bench.States.WriteStateAsync("snap", Owner, state);
        Assert.Null(bench.Journal.Failure);
        Assert.Contains("\"Total\":2,", await bench.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frozen_server_is_a_failure_of_few_words()
    {
        await using var bench = await OpenAsync();
        await bench.Server.FreezeAsync();

        var failure = await Assert.ThrowsAnyAsync<IOException>(() => bench.States.WriteStateAsync("snap", Owner, new GrainState<Snap> { State = new() }));

        Assert.Equal("no answer in time", failure.Message);
        await bench.Server.ThawAsync();
    }

    private static async Task PlantAsync(StateBench bench, string text)
    {
        using var talk = await bench.Server.ConnectAsync(Stop);
        await talk.AskAsync("HSET", Key, "etag", 7.ToString(CultureInfo.InvariantCulture), "data", text);
    }

    public sealed class Snap
    {
        public double Total { get; set; }

        public double Missing { get; set; }

        public SignalAction Action { get; set; }
    }
}
