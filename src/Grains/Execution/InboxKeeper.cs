using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Execution;

/// <summary>The executor's inbox with its storage: one write at a time, every change kept before it counts. Runs on the grain's scheduler.</summary>
internal sealed class InboxKeeper(IPersistentState<ExecutorState> state, TimeProvider clock)
{
    private static readonly TimeSpan KeepFinal = TimeSpan.FromHours(24);

    private Task _writing = Task.CompletedTask;

    public IEnumerable<InboxEntry> All => state.State.Entries.Values;

    public IEnumerable<InboxEntry> Pending => All.Where(e => !e.IsFinal);

    public InboxEntry? Find(string signalId) => state.State.Entries.GetValueOrDefault(signalId);

    /// <summary>
    /// What to work on: an outcome that is not known comes first and holds back other entries; exits go before entries.
    /// </summary>
    public InboxEntry? Next(bool isPaused)
    {
        var pending = Pending.OrderBy(e => e.Signal.BarCloseUnixMs).ThenBy(e => e.Signal.BaseSymbol, StringComparer.Ordinal).ToList();
        var unknown = pending.Find(e => e.State is IntentState.Sent or IntentState.Unknown);
        var exit = pending.Find(e => !e.IsEntry && e.State == IntentState.Received);
        var entry = unknown is null && !isPaused ? pending.Find(e => e.IsEntry) : null;
        return exit ?? unknown ?? entry;
    }

    /// <summary>After a start: what was sent may have arrived.</summary>
    public void LookAtSent()
    {
        foreach (var entry in Pending.Where(e => e.State == IntentState.Sent).ToList())
        {
            state.State.Entries[entry.Signal.Id] = entry with { State = IntentState.Unknown, UnknownSince = clock.GetUtcNow() };
        }
    }

    /// <summary>What was stored at the entry of a position; null when another opened it.</summary>
    public EntryBaseline? BaselineOf(string tag) =>
        Find(tag)?.Signal is { } signal ? new(signal.SpotCvd, signal.PerpCvd, signal.ResetLow, signal.ResetHigh) : null;

    public Task KeepAsync(InboxEntry entry)
    {
        state.State.Entries[entry.Signal.Id] = entry;
        return WriteAsync();
    }

    public Task SetPausedAsync(bool paused)
    {
        state.State.IsPaused = paused;
        return WriteAsync();
    }

    private Task WriteAsync() => _writing = WriteAfterAsync(_writing);

    private async Task WriteAfterAsync(Task before)
    {
        // Its own caller has seen a failure of the write before; this one tries for itself.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Prune();
        await state.WriteStateAsync();
    }

    // An entry's baseline is needed as long as its position lives, until an exit or the next position of the coin: the account, or somebody by
    // hand, may have closed it without an exit of ours.
    private void Prune()
    {
        var limit = clock.GetUtcNow() - KeepFinal;
        var closed = All.Where(e => e is { IsEntry: false, State: IntentState.Filled }).Select(e => e.TradeId).ToHashSet();
        var latest = All.Where(IsFilledEntry).GroupBy(e => e.Signal.BaseSymbol, StringComparer.Ordinal).Select(group => group.MaxBy(e => e.UpdatedAt)).ToHashSet();
        var old = All.Where(e => e.IsFinal && e.UpdatedAt < limit && (!IsFilledEntry(e) || closed.Contains(e.TradeId) || !latest.Contains(e)));
        foreach (var entry in old.ToList())
        {
            state.State.Entries.Remove(entry.Signal.Id);
        }
    }

    private static bool IsFilledEntry(InboxEntry entry) => entry is { IsEntry: true, State: IntentState.Filled };
}
