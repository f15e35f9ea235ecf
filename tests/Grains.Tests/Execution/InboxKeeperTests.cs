using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>What the executor works on next, what it keeps, and what it forgets.</summary>
public sealed class InboxKeeperTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Now);
    private readonly KeptState<ExecutorState> _state = new();
    private readonly InboxKeeper _inbox;

    public InboxKeeperTests() => _inbox = new(_state, _clock);

    [Fact]
    public void Exits_go_before_entries_and_the_earliest_bar_first_and_of_one_bar_in_the_order_of_coins()
    {
        Put(Entry("BBB", 2), Entry("AAA", 2), Entry("CCC", 1), Exit("DDD", "4", 3), Exit("EEE", "5", 2));

        Assert.Equal(["EEE", "DDD", "CCC", "AAA", "BBB"], Order());
    }

    [Fact]
    public void What_has_been_due_for_longest_goes_first_whatever_its_bar()
    {
        Put(Exit("AAA", "1", 1) with { DueAt = Now }, Exit("BBB", "2", 2) with { DueAt = Now.AddSeconds(-1) }, Exit("CCC", "3", 3));

        Assert.Equal(["CCC", "BBB", "AAA"], Order());
    }

    [Fact]
    public void What_is_not_ready_is_passed_over()
    {
        Put(Exit("AAA", "1", 1), Exit("BBB", "2", 2));

        Assert.Equal("BBB", _inbox.Next(entry => entry.Signal.BaseSymbol != "AAA")?.Signal.BaseSymbol);
    }

    [Fact]
    public void Of_several_exits_of_one_position_the_earliest_goes_and_the_others_wait_for_it()
    {
        Put(Exit("AAA", "1", 3, "own"), Exit("AAA", "1", 1, "own") with { DueAt = Now }, Exit("AAA", "1", 2, "own"));

        Assert.Equal(1, _inbox.Next()?.Signal.BarCloseUnixMs);
        Assert.Null(_inbox.Next(static entry => entry.Signal.BarCloseUnixMs > 1));
    }

    [Theory]
    [InlineData("Sent")]
    [InlineData("Unknown")]
    public void An_outcome_that_is_not_known_holds_back_other_entries_and_no_exit(string state)
    {
        Put(Entry("AAA", 1), Entry("BBB", 2) with { State = Enum.Parse<IntentState>(state) }, Exit("CCC", "3", 3));

        var first = _inbox.Next();
        Finish(first!);

        Assert.Equal(("CCC", "BBB"), (first!.Signal.BaseSymbol, _inbox.Next()!.Signal.BaseSymbol));
        Assert.Null(_inbox.Next(entry => entry.Signal.BaseSymbol != "BBB"));
    }

    [Theory]
    [InlineData("Sent")]
    [InlineData("Unknown")]
    [InlineData("Accepted")]
    public void An_exit_that_is_under_way_holds_back_nobody(string state)
    {
        Put(Entry("AAA", 1), Exit("BBB", "2", 2) with { State = Enum.Parse<IntentState>(state) });

        Assert.Equal(["BBB", "AAA"], Order());
        Put(Entry("AAA", 1), Exit("BBB", "2", 2) with { State = Enum.Parse<IntentState>(state) });
        Assert.Equal("AAA", _inbox.Next(entry => entry.IsEntry)?.Signal.BaseSymbol);
    }

    [Fact]
    public void An_entry_that_rests_with_the_account_is_looked_at_and_holds_back_no_other()
    {
        Put(Entry("AAA", 1) with { State = IntentState.Accepted }, Entry("BBB", 2));

        Assert.Equal(["AAA", "BBB"], Order());
        Put(Entry("AAA", 1) with { State = IntentState.Accepted }, Entry("BBB", 2));
        Assert.Equal("BBB", _inbox.Next(entry => entry.State == IntentState.Received)?.Signal.BaseSymbol);
    }

    [Fact]
    public void While_paused_entries_wait_and_exits_and_lost_answers_do_not()
    {
        Put(Entry("AAA", 1), Exit("BBB", "2", 2), Entry("CCC", 3) with { State = IntentState.Unknown });
        _state.State.IsPaused = true;

        Assert.Equal(["BBB", "CCC"], Order());
        _state.State.IsPaused = false;
        Assert.Equal("AAA", _inbox.Next()!.Signal.BaseSymbol);
    }

    [Theory]
    [InlineData("Filled")]
    [InlineData("Rejected")]
    [InlineData("Expired")]
    [InlineData("NotOpened")]
    public void What_has_a_verdict_is_not_worked_on(string state)
    {
        Put(Entry("AAA", 1) with { State = Enum.Parse<IntentState>(state) });

        Assert.Null(_inbox.Next());
        Assert.Empty(_inbox.Pending);
    }

    [Fact]
    public void After_a_start_what_was_sent_is_not_known_since_then()
    {
        Put(Entry("AAA", 1) with { State = IntentState.Sent }, Entry("BBB", 1), Entry("CCC", 1) with { State = IntentState.Unknown, UnknownSince = Now.AddSeconds(-9) });

        _inbox.LookAtSent();

        Assert.Equal(
            [("AAA", IntentState.Unknown, Now), ("BBB", IntentState.Received, null), ("CCC", IntentState.Unknown, Now.AddSeconds(-9))],
            _inbox.All.Select(e => (e.Signal.BaseSymbol, e.State, e.UnknownSince)).OrderBy(e => e.BaseSymbol, StringComparer.Ordinal));
    }

    [Fact]
    public void A_position_s_baseline_is_that_of_its_entry_and_one_that_another_opened_has_none()
    {
        var entry = Entry("AAA", 1);
        Put(entry with { Signal = entry.Signal with { SpotCvd = 1, PerpCvd = 2, ResetLow = 3, ResetHigh = 4 } });

        Assert.Equal(new EntryBaseline(1, 2, 3, 4), _inbox.BaselineOf(entry.Signal.Id));
        Assert.Null(_inbox.BaselineOf("by hand"));
    }

    [Fact]
    public async Task A_change_is_seen_at_once_and_kept_by_one_write_at_a_time()
    {
        var first = new TaskCompletionSource();
        _state.OnWrite = () => first.Task;
        var one = _inbox.KeepAsync(Entry("AAA", 1));
        var two = _inbox.SetPausedAsync(true);

        var (seen, begun) = ((_inbox.All.Count(), _state.State.IsPaused), _state.Writes);
        first.SetResult();
        await Task.WhenAll(one, two);

        Assert.Equal(((1, true), 1, 2), (seen, begun, _state.Writes));
    }

    [Fact]
    public async Task A_write_that_fails_is_its_caller_s_to_see_and_the_next_one_is_made_all_the_same()
    {
        var first = new TaskCompletionSource();
        _state.OnWrite = () => first.Task;
        var one = _inbox.KeepAsync(Entry("AAA", 1));
        var two = _inbox.KeepAsync(Entry("BBB", 1));
        _state.OnWrite = () => Task.CompletedTask;

        first.SetException(new IOException("the disk is full"));

        await Assert.ThrowsAsync<IOException>(() => one);
        await two;
        Assert.Equal(2, _state.Writes);
    }

    [Theory]
    [InlineData("Rejected")]
    [InlineData("Expired")]
    [InlineData("NotOpened")]
    public async Task A_signal_that_came_to_nothing_is_forgotten_after_a_day(string state)
    {
        Put(Entry("AAA", 1) with { State = Enum.Parse<IntentState>(state) });

        Assert.Equal(["AAA"], await KeptAfterAsync(TimeSpan.FromHours(24)));
        Assert.Empty(await KeptAfterAsync(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task What_waits_is_never_forgotten()
    {
        Put(Entry("AAA", 1), Exit("BBB", "2", 1), Entry("CCC", 1) with { State = IntentState.Unknown });

        Assert.Equal(["AAA", "BBB", "CCC"], await KeptAfterAsync(TimeSpan.FromDays(30)));
    }

    [Fact]
    public async Task An_entry_is_kept_as_long_as_its_position_lives_and_forgotten_with_its_exit()
    {
        Put(Filled(Entry("AAA", 1), "1"), Filled(Entry("BBB", 1), "2"));
        var alive = await KeptAfterAsync(TimeSpan.FromDays(30));
        await _inbox.KeepAsync(Filled(Exit("AAA", "1", 2, Entry("AAA", 1).Signal.Id), "1"));

        Assert.Equal(["AAA", "BBB"], alive);
        Assert.Equal(["AAA", "AAA C", "BBB"], Names());
        Assert.Equal(["BBB"], await KeptAfterAsync(TimeSpan.FromHours(25)));
    }

    [Fact]
    public async Task An_entry_whose_position_was_closed_by_other_hands_is_forgotten_a_day_later()
    {
        var entry = Filled(Entry("AAA", 1), "1");
        Put(entry);
        await KeptAfterAsync(TimeSpan.FromDays(3));
        await _inbox.KeepAsync(entry with { EndedAt = _clock.GetUtcNow() });

        Assert.Equal(["AAA"], await KeptAfterAsync(TimeSpan.FromHours(24)));
        Assert.Empty(await KeptAfterAsync(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task However_many_signals_come_what_is_written_has_a_bound_and_loses_nothing_that_waits_or_lives()
    {
        Put(Filled(Entry("LIVE", 0), "1"), Exit("EXIT", "2", 0), Entry("LOST", 0) with { State = IntentState.Unknown });
        var most = 0;
        for (var i = 1; i <= 5 * InboxKeeper.MostFinal; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await _inbox.KeepAsync(Entry($"C{i}", i) with { State = IntentState.Rejected, UpdatedAt = _clock.GetUtcNow() });
            most = Math.Max(most, _state.State.Entries.Count);
        }

        Assert.Equal(InboxKeeper.MostFinal + 3, most);
        Assert.All(["LIVE", "EXIT", "LOST"], coin => Assert.Contains(coin, _inbox.All.Select(e => e.Signal.BaseSymbol)));
        Assert.Contains($"C{5 * InboxKeeper.MostFinal}", _inbox.All.Select(e => e.Signal.BaseSymbol));
    }

    private static InboxEntry Entry(string symbol, long close) =>
        new(SignalMapping.Entry(symbol, PositionSide.Long, 100, 7, 0.75, "test", close), IntentState.Received, 0, Now);

    private static InboxEntry Exit(string symbol, string tradeId, long close, string? tag = null) =>
        new(SignalMapping.Close(symbol, 101, 1, "test", close, tag ?? $"tag of {symbol}", tradeId), IntentState.Received, 0, Now);

    private InboxEntry Filled(InboxEntry entry, string tradeId) =>
        entry with { State = IntentState.Filled, TradeId = tradeId, UpdatedAt = _clock.GetUtcNow() };

    private void Put(params InboxEntry[] entries) => Array.ForEach(entries, entry => _state.State.Entries[entry.Signal.Id] = entry);

    private void Finish(InboxEntry entry) => Put(entry with { State = IntentState.Rejected });

    private List<string> Order()
    {
        var order = new List<string>();
        while (_inbox.Next() is { } next && order.Count < 10)
        {
            order.Add(next.Signal.BaseSymbol);
            Finish(next);
        }

        return order;
    }

    private string[] Names() =>
        [.. _inbox.All.Select(e => e.Signal.BaseSymbol + (e.IsEntry || !e.IsFinal ? "" : " C")).Order(StringComparer.Ordinal)];

    private async Task<string[]> KeptAfterAsync(TimeSpan span)
    {
        await AfterAsync(span);
        return Names();
    }

    private async Task<IEnumerable<InboxEntry>> AfterAsync(TimeSpan span)
    {
        _clock.Advance(span);
        await _inbox.SetPausedAsync(false);
        return _inbox.All;
    }
}
