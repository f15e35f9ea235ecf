using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Contract;

/// <summary>The results of signals, alike in every store.</summary>
public abstract class ResultBattery : RecordBattery
{
    [Fact]
    public async Task The_first_result_stands_and_keeps_what_is_not_known_unknown()
    {
        var (full, bare) = (await GiveAsync(1, SignalOutcome.Filled), await GiveAsync(2, SignalOutcome.Filled));
        var result = new SignalResult(full, Start + 9, 0.1 + 0.2, -12.34567891, -1.5, 7, "sqz-x");

        Assert.True(await Store.Results.WriteAsync(result, Token));
        Assert.False(await Store.Results.WriteAsync(result with { ProfitUsd = 1 }, Token));
        Assert.True(await Store.Results.WriteAsync(new(bare, Start, null, 0, null, 0, null), Token));

        await using var reopened = await Store.ReopenAsync();
        Assert.Equal([result, new(bare, Start, null, 0, null, 0, null)], await reopened.Results.ReadAsync([full, "other", bare], Token));
        Assert.Empty(await Store.Results.ReadAsync([], Token));
    }

    [Fact]
    public async Task A_result_without_a_signal_on_record_is_not_kept()
    {
        Assert.False(await Store.Results.WriteAsync(new("sqz-x", Start, null, 1, null, 0, null), Token));
        Assert.Empty(await Store.Results.ReadAsync(["sqz-x"], Token));
    }

    [Fact]
    public async Task Awaited_are_entries_that_may_have_opened_a_position_newest_first()
    {
        var closed = await GiveAsync(1, SignalOutcome.Filled);
        var (open, lost) = (await GiveAsync(2, SignalOutcome.Filled), await GiveAsync(3, SignalOutcome.Unknown));
        await GiveAsync(4, SignalOutcome.Rejected);
        await GiveAsync(5, SignalOutcome.Expired);
        await GiveAsync(6, SignalOutcome.Pending);
        await GiveAsync(7, SignalOutcome.Filled, SignalAction.Close);
        await Store.Results.WriteAsync(new(closed, Start, null, 1, null, 0, null), Token);
        await GiveAsync(1, SignalOutcome.Filled);

        Assert.Equal([lost, open], await Store.Results.ReadAwaitedAsync(10, Token));
        Assert.Equal([lost], await Store.Results.ReadAwaitedAsync(1, Token));
        Assert.Empty(await Store.Results.ReadAwaitedAsync(0, Token));
    }

    [Fact]
    public async Task A_result_is_no_part_of_the_record_that_is_read()
    {
        var id = await GiveAsync(1, SignalOutcome.Filled);
        await Store.Results.WriteAsync(new(id, Start, null, 1, null, 0, null), Token);

        Assert.Null(Assert.Single(await Store.Signals.ReadAsync(null, 10, Token)).Result);
        Assert.Null(Assert.Single(await Store.Trail.FindAsync([id], Token)).Result);
    }

    [Fact]
    public async Task Of_two_results_at_the_same_moment_one_is_kept()
    {
        await using var other = await Store.ReopenAsync();
        for (var i = 0; i < 20; i++)
        {
            var id = await GiveAsync(i, SignalOutcome.Filled);

            var kept = await Task.WhenAll(
                Store.Results.WriteAsync(new(id, Start, null, 1, null, 0, null), Token),
                other.Results.WriteAsync(new(id, Start, null, -1, null, 0, null), Token));

            Assert.Single(kept, isKept => isKept);
            Assert.Equal(kept[0] ? 1 : -1, Assert.Single(await Store.Results.ReadAsync([id], Token)).ProfitUsd);
        }
    }

    [Fact]
    public async Task Results_go_with_their_signals()
    {
        var (old, young) = (await GiveAsync(-1, SignalOutcome.Filled), await GiveAsync(0, SignalOutcome.Filled));
        await Store.Results.WriteAsync(new(old, Start + 5, null, 1, null, 0, null), Token);
        await Store.Results.WriteAsync(new(young, Start + 5, null, 1, null, 0, null), Token);

        await Store.Upkeep.PruneAsync(Start + (30L * 86_400_000), Token);

        Assert.Equal([young], (await Store.Results.ReadAsync([old, young], Token)).Select(result => result.SignalId));
    }

    private async Task<string> GiveAsync(long shift, SignalOutcome outcome, SignalAction action = SignalAction.Long)
    {
        var signal = Signal("BTC", Start + shift, action);
        await Store.Signals.PublishAsync(new(signal, outcome), Token);
        return signal.Id;
    }
}
