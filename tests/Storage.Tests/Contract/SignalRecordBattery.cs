using SqueezeFlow.Core.Signals;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Contract;

/// <summary>The record of signals and small texts, alike in every store.</summary>
public abstract class SignalRecordBattery : RecordBattery
{
    [Fact]
    public async Task A_later_outcome_stands_under_the_id_and_a_repeated_pending_does_not_undo_it()
    {
        var signal = Signal("BTC", Start) with { ResetLow = 1.5, SpotCvd = double.NaN };
        await Store.Signals.PublishAsync(new(signal, SignalOutcome.Pending), Token);
        await Store.Signals.PublishAsync(new(signal, SignalOutcome.Filled, null, 101.25), Token);

        await Store.Signals.PublishAsync(new(signal, SignalOutcome.Pending), Token);

        Assert.Equal([new(signal, SignalOutcome.Filled, null, 101.25)], await Store.Signals.ReadAsync(null, 10, Token));
    }

    [Fact]
    public async Task Every_field_comes_back_and_nothing_is_not_an_empty_text()
    {
        var full = Signal("BTC", Start) with { Account = "alts", ParametersHash = "3558a7131b80", PositionId = "p", TradeId = "7", Source = "龙\nother", PerpCvd = double.NegativeInfinity, ResetHigh = 1e-300 };
        var bare = Signal("ETH", Start) with { Reasoning = "" };
        await Store.Signals.PublishAsync(new(full, SignalOutcome.Rejected, "why\n\"so\" 龙", 0.1 + 0.2), Token);
        await Store.Signals.PublishAsync(new(bare, SignalOutcome.Unknown, ""), Token);

        await using var reopened = await Store.ReopenAsync();

        Assert.Equal(
            [new(bare, SignalOutcome.Unknown, ""), new(full, SignalOutcome.Rejected, "why\n\"so\" 龙", 0.1 + 0.2)],
            await reopened.Signals.ReadAsync(null, 10, Token));
    }

    [Fact]
    public async Task A_verdict_that_changes_leaves_nothing_of_the_one_before()
    {
        var signal = Signal("BTC", Start);
        await Store.Signals.PublishAsync(new(signal, SignalOutcome.Unknown, "lost from sight", 7), Token);

        await Store.Signals.PublishAsync(new(signal, SignalOutcome.Expired), Token);

        Assert.Equal([new(signal, SignalOutcome.Expired)], await Store.Signals.ReadAsync(null, 10, Token));
        Assert.Empty(await Store.Results.ReadAwaitedAsync(10, Token));
    }

    [Fact]
    public async Task Signals_are_read_newest_first_by_base_coin_and_up_to_a_limit()
    {
        for (var i = 0; i < 5; i++)
        {
            await Store.Signals.PublishAsync(new(Signal("BTC", Start + i), SignalOutcome.Rejected, "why"), Token);
            await Store.Signals.PublishAsync(new(Signal("ETH", Start + i), SignalOutcome.Pending), Token);
        }

        var records = await Store.Signals.ReadAsync("BTC", 3, Token);

        Assert.Equal([Start + 4, Start + 3, Start + 2], records.Select(record => record.Signal.BarCloseUnixMs));
        Assert.All(records, record => Assert.Equal("BTC", record.Signal.BaseSymbol));
        Assert.Empty(await Store.Signals.ReadAsync(null, 0, Token));
        Assert.Equal(10, (await Store.Signals.ReadAsync(null, int.MaxValue, Token)).Count);
        Assert.Empty(await Store.Signals.ReadAsync("SOL", 3, Token));
    }

    [Fact]
    public async Task All_signals_stream_by_bar_symbol_and_action()
    {
        SignalAction[] actions = [SignalAction.Close, SignalAction.Short, SignalAction.Long];
        var signals = (from i in Enumerable.Range(0, 400)
                       from name in (string[])["SOL", "BTC", "aBTC"]
                       select Signal(name, Start + (i * 37 % 100), actions[i % 3])).DistinctBy(signal => signal.Id).ToArray();
        foreach (var signal in signals)
        {
            await Store.Signals.PublishAsync(new(signal, SignalOutcome.Pending), Token);
        }

        var read = new List<Signal>();
        await foreach (var record in Store.Signals.ReadAllAsync(Token))
        {
            read.Add(record.Signal);
        }

        Assert.Equal(
            signals.OrderBy(signal => signal.BarCloseUnixMs).ThenBy(signal => signal.Pair, StringComparer.Ordinal).ThenBy(signal => signal.Action),
            read);
    }

    [Fact]
    public async Task Of_a_verdict_and_pending_at_the_same_moment_the_verdict_stands()
    {
        await using var other = await Store.ReopenAsync();
        for (var i = 0; i < 20; i++)
        {
            var signal = Signal("BTC", Start + i);
            await Task.WhenAll(
                Store.Signals.PublishAsync(new(signal, SignalOutcome.Pending), Token),
                other.Signals.PublishAsync(new(signal, SignalOutcome.Filled, null, 1), Token),
                Store.Signals.PublishAsync(new(signal, SignalOutcome.Pending), Token));
        }

        var records = await Store.Signals.ReadAsync(null, 100, Token);

        Assert.Equal(20, records.Count);
        Assert.All(records, record => Assert.Equal(SignalOutcome.Filled, record.Outcome));
    }

    [Fact]
    public async Task Signals_go_at_thirty_days()
    {
        await Store.Signals.PublishAsync(new(Signal("BTC", Start - 1), SignalOutcome.Filled), Token);
        await Store.Signals.PublishAsync(new(Signal("BTC", Start), SignalOutcome.Filled), Token);

        var deleted = await Store.Upkeep.PruneAsync(Start + (30L * 86_400_000), Token);

        Assert.Equal(1, deleted);
        Assert.Equal([Start], (await Store.Signals.ReadAsync("BTC", 10, Token)).Select(record => record.Signal.BarCloseUnixMs));
        Assert.Equal([Start], (await Store.Signals.ReadAsync(null, 10, Token)).Select(record => record.Signal.BarCloseUnixMs));
        Assert.Equal([Signal("BTC", Start).Id], await Store.Results.ReadAwaitedAsync(10, Token));
    }

    [Fact]
    public async Task The_end_of_a_cycle_is_kept_for_watchdogs()
    {
        await Store.Signals.MarkActivityAsync(DateTimeOffset.FromUnixTimeMilliseconds(Start), Token);

        Assert.Equal("2025-01-01T00:00:00.0000000Z", await Store.Values.GetAsync("signals.last_activity", Token));
    }

    [Fact]
    public async Task A_value_is_replaced_and_a_missing_one_is_null()
    {
        await Store.Values.SetAsync("a", "1", Token);

        await Store.Values.SetAsync("a", "zwei ✓", Token);
        await Store.Values.SetAsync("b", "", Token);

        Assert.Equal("zwei ✓", await Store.Values.GetAsync("a", Token));
        Assert.Equal("", await Store.Values.GetAsync("b", Token));
        Assert.Null(await Store.Values.GetAsync("A", Token));
    }
}
