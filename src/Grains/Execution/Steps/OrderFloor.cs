using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Execution.Steps;

/// <summary>
/// Works through the inbox: each signal takes its steps when they are due. Exits and look-ups go side by side, so that a stubborn one holds up
/// nobody; of entries one is under way at a time. Runs on the grain's scheduler.
/// </summary>
/// <param name="inbox">What there is to do.</param>
/// <param name="desk">Takes the steps.</param>
/// <param name="keep">Keeps a step, and passes a verdict on.</param>
/// <param name="clock">Wall time.</param>
/// <param name="logger">Told of steps that fail.</param>
/// <param name="stopping">Ends all work.</param>
internal sealed class OrderFloor(
    InboxKeeper inbox, OrderDesk desk, Func<InboxEntry, Task> keep, TimeProvider clock, ILogger logger, CancellationToken stopping)
{
    /// <summary>Exits under way at once, at most.</summary>
    public const int MostExits = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rest> _resting = new(StringComparer.Ordinal);
    private readonly List<Task> _steps = [];
    private DateTimeOffset _wokenAt = DateTimeOffset.MinValue;
    private bool _isBeginning;

    /// <summary>Done when every step that was begun has ended.</summary>
    public Task Ended => Task.WhenAll(_steps);

    /// <summary>Begins every step that is due.</summary>
    public void Begin()
    {
        if (_isBeginning)
        {
            // The loop further down sees what has become free.
            return;
        }

        _isBeginning = true;
        _steps.RemoveAll(static step => step.IsCompleted);
        try
        {
            while (!stopping.IsCancellationRequested && inbox.Next(IsReady) is { } entry)
            {
                _steps.Add(WorkAsync(entry));
            }
        }
        finally
        {
            _isBeginning = false;
        }
    }

    /// <summary>The account answers again: what waits after a miss need not wait any longer.</summary>
    public void Wake()
    {
        _wokenAt = clock.GetUtcNow();
        _resting.Clear();
        Begin();
    }

    private bool IsReady(InboxEntry entry)
    {
        var now = clock.GetUtcNow();
        var isDue = entry.DueAt is not { } due || due <= now || (entry.Misses > 0 && entry.UpdatedAt < _wokenAt);
        if (!isDue || _busy.ContainsKey(entry.Signal.Id) || (_resting.TryGetValue(entry.Signal.Id, out var rest) && now < rest.Until))
        {
            return false;
        }

        // What an entry's checks have counted must still be so when it is sent.
        return entry.State == IntentState.Accepted
            || (entry.IsEntry ? !_busy.ContainsValue(true) : _busy.Count(static step => !step.Value) < MostExits);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a step throws, the signal takes it again; the count and the log say so.")]
    private async Task WorkAsync(InboxEntry entry)
    {
        var id = entry.Signal.Id;
        _busy.Add(id, entry is { IsEntry: true, State: not IntentState.Accepted });
        try
        {
            await StepAsync(entry);
            if (inbox.Find(id) == entry)
            {
                // Nothing new: it is looked at again, not all the time.
                _resting[id] = new(0, clock.GetUtcNow() + Pause);
            }
            else
            {
                _resting.Remove(id);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was sent is looked for after the next start.
        }
        catch (Exception e)
        {
            ExecutorMetrics.Failures.Add(1);
            Put(entry, e);
        }
        finally
        {
            _busy.Remove(id);
        }

        Begin();
    }

    private void Put(InboxEntry entry, Exception failure)
    {
        var id = entry.Signal.Id;
        var misses = _resting.GetValueOrDefault(id).Misses + 1;
        var wait = RetryPace.After(misses, id, entry.IsEntry ? RetryPace.LongestOfEntry : RetryPace.LongestOfExit);
        _resting[id] = new(misses, clock.GetUtcNow() + wait);
        if (misses == 1)
        {
            ExecutorLog.StepFailed(logger, id, failure);
        }
    }

    private async Task StepAsync(InboxEntry entry)
    {
        if (entry.State != IntentState.Received)
        {
            var looked = await desk.LookAsync(entry, stopping);
            if (looked != entry)
            {
                await keep(looked);
            }

            return;
        }

        if (entry.IsEntry && desk.IsFresh(entry.Signal) is null)
        {
            return;
        }

        if (await desk.RefuseAsync(entry, stopping) is { } verdict)
        {
            await keep(verdict);
            return;
        }

        var sent = entry with { State = IntentState.Sent, Attempts = entry.Attempts + 1, DueAt = null, UpdatedAt = clock.GetUtcNow() };
        await KeepSentAsync(sent);
        await keep(await desk.SendAsync(sent, stopping));
    }

    // An entry that is not on record as sent must not be sent. An exit names its position, so that a second one does no harm: it goes out whatever
    // the disk says.
    private async Task KeepSentAsync(InboxEntry sent)
    {
        try
        {
            await keep(sent);
        }
        catch (Exception e) when (!sent.IsEntry && !stopping.IsCancellationRequested)
        {
            ExecutorMetrics.Failures.Add(1);
            ExecutorLog.ExitNotKept(logger, sent.Signal.Id, e);
        }
    }

    private readonly record struct Rest(int Misses, DateTimeOffset Until);
}
