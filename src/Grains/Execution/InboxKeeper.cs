using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Execution.Trail;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Execution;

/// <summary>The executor's inbox with its storage: one write at a time, every change kept before it counts. Runs on the grain's scheduler.</summary>
internal sealed class InboxKeeper(IPersistentState<ExecutorState> state, TimeProvider clock, OrderNotes? notes = null)
{
    /// <summary>
    /// Signals with a verdict and without a position that are kept at most. Every step writes the whole inbox: with what waits, and what the
    /// account holds, this bounds it.
    /// </summary>
    public const int MostFinal = 500;

    private static readonly TimeSpan KeepFinal = TimeSpan.FromHours(24);

    private Task _writing = Task.CompletedTask;
    private bool _isBehind;

    public IEnumerable<InboxEntry> All => state.State.Entries.Values;

    public IEnumerable<InboxEntry> Pending => All.Where(e => !e.IsFinal);

    public bool IsPaused => state.State.IsPaused;

    public InboxEntry? Find(string signalId) => state.State.Entries.GetValueOrDefault(signalId);

    /// <summary>
    /// What to work on, of what is ready: exits go first, then look-ups, then entries, of each kind what has been due for longest. While the
    /// outcome of an entry is not known no other one is sent. Of several exits of one position only the earliest goes: with its success the others are
    /// done too, as soon as they are looked at.
    /// </summary>
    /// <param name="isReady">Whether a signal may take a step now; null when all may.</param>
    public InboxEntry? Next(Func<InboxEntry, bool>? isReady = null)
    {
        var pending = Pending.ToList();
        if (pending.Count == 0)
        {
            return null;
        }

        var isHeld = IsPaused || pending.Exists(e => e is { IsEntry: true, State: IntentState.Sent or IntentState.Unknown });
        return pending
            .Where(e => (!isHeld || !IsNewEntry(e)) && !IsBehind(e, pending) && isReady?.Invoke(e) != false)
            .OrderBy(RankOf)
            .ThenBy(e => e.DueAt ?? DateTimeOffset.MinValue)
            .ThenBy(e => e.Signal.BarCloseUnixMs)
            .ThenBy(e => e.Signal.BaseSymbol, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    /// <summary>After a start: what was sent may have arrived, and nothing needs to wait for what it waited for.</summary>
    public void LookAtSent()
    {
        foreach (var entry in Pending.Where(e => e.State == IntentState.Sent || e.DueAt is not null).ToList())
        {
            state.State.Entries[entry.Signal.Id] = entry.State == IntentState.Sent
                ? entry with { State = IntentState.Unknown, UnknownSince = clock.GetUtcNow(), DueAt = null }
                : entry with { DueAt = null };
        }
    }

    /// <summary>What was stored at the entry of a position; null when another opened it.</summary>
    public EntryBaseline? BaselineOf(string tag) =>
        Find(tag)?.Signal is { } signal ? new(signal.SpotCvd, signal.PerpCvd, signal.ResetLow, signal.ResetHigh) : null;

    /// <summary>How the exits of a position stand.</summary>
    public PositionExits ExitsOf(string tag)
    {
        var exits = All.Where(e => !e.IsEntry && e.Signal.PositionId == tag).ToList();
        return new(exits.Exists(static e => !e.IsFinal), exits.Count(static e => e.IsFinal));
    }

    /// <summary>Keeps a signal's step. With the exit of a position its entry has ended.</summary>
    public async Task KeepAsync(InboxEntry entry)
    {
        var before = Find(entry.Signal.Id);
        state.State.Entries[entry.Signal.Id] = entry;
        InboxEntry? opened = null;
        if (entry is { IsEntry: false, State: IntentState.Filled, Signal.PositionId: { } tag } && Find(tag) is { IsLiving: true } living)
        {
            opened = living;
            state.State.Entries[tag] = opened with { EndedAt = entry.UpdatedAt, EndReason = entry.Signal.Id };
        }

        try
        {
            await WriteAsync();
            Tell(before, entry, opened);
        }
        catch (Exception e)
        {
            // It stands in memory, and is acted on.
            Tell(before, entry, opened);
            notes?.NotKept(entry, e.Message);
            throw;
        }
    }

    /// <summary>Writes what an earlier write could not: it stands in memory, and no other step may come for long.</summary>
    public Task CatchUpAsync() => _isBehind ? WriteAsync() : Task.CompletedTask;

    public Task SetPausedAsync(bool paused)
    {
        state.State.IsPaused = paused;
        return WriteAsync();
    }

    private void Tell(InboxEntry? before, InboxEntry entry, InboxEntry? opened)
    {
        notes?.Kept(before, entry);
        if (opened is not null)
        {
            notes?.Kept(opened, opened with { EndedAt = entry.UpdatedAt, EndReason = entry.Signal.Id });
        }
    }

    private static bool IsBehind(InboxEntry entry, List<InboxEntry> pending) =>
        entry is { IsEntry: false, Signal.PositionId: { } position }
        && pending.Exists(other => !other.IsEntry && other.Signal.PositionId == position && IsEarlier(other.Signal, entry.Signal));

    private static bool IsEarlier(Signal left, Signal right) =>
        left.BarCloseUnixMs != right.BarCloseUnixMs ? left.BarCloseUnixMs < right.BarCloseUnixMs : string.CompareOrdinal(left.Id, right.Id) < 0;

    private static bool IsNewEntry(InboxEntry entry) => entry is { IsEntry: true, State: IntentState.Received };

    private static int RankOf(InboxEntry entry) => (entry.IsEntry, entry.State) switch
    {
        (false, IntentState.Received) => 0,
        (true, IntentState.Received) => 2,
        _ => 1,
    };

    private Task WriteAsync() => _writing = WriteAfterAsync(_writing);

    private async Task WriteAfterAsync(Task before)
    {
        // Its own caller has seen a failure of the write before; this one tries for itself.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Prune();
        _isBehind = true;
        await state.WriteStateAsync();
        _isBehind = false;
    }

    // An entry's baseline is needed as long as its position lives. Whoever closes that, the look at the account notices it.
    private void Prune()
    {
        var limit = clock.GetUtcNow() - KeepFinal;
        var ended = All.Where(e => e.IsFinal && !e.IsLiving).OrderByDescending(EndOf).ToList();
        foreach (var entry in ended.Where((e, i) => i >= MostFinal || EndOf(e) < limit))
        {
            state.State.Entries.Remove(entry.Signal.Id);
        }
    }

    private static DateTimeOffset EndOf(InboxEntry entry) => entry.EndedAt ?? entry.UpdatedAt;
}
