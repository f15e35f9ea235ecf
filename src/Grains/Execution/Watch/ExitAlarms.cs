using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Execution.Watch;

/// <summary>Exits that have been tried and are not done: told once when that begins, and when it ends. Runs on the executor's scheduler.</summary>
internal sealed class ExitAlarms(TimeProvider clock, ILogger logger)
{
    private readonly Dictionary<string, InboxEntry> _raised = new(StringComparer.Ordinal);

    /// <summary>Those that are not done, the oldest first.</summary>
    public IEnumerable<InboxEntry> Raised => _raised.Values.OrderBy(e => e.OutstandingSince);

    /// <summary>A signal has taken a step, or was found in the inbox at the start.</summary>
    public void Note(InboxEntry entry)
    {
        if (entry.IsEntry)
        {
            return;
        }

        var id = entry.Signal.Id;
        if (entry is { IsFinal: false, OutstandingSince: not null })
        {
            if (!_raised.ContainsKey(id))
            {
                ExecutorMetrics.Outstanding.Add(1);
                ExecutorLog.ExitOutstanding(logger, id, entry.Signal.TradeId ?? ExecutorLog.NoTrade, entry.Detail ?? "no reason is told");
            }

            _raised[id] = entry;
        }
        else if (entry.IsFinal && _raised.Remove(id, out var raised))
        {
            ExecutorMetrics.Outstanding.Add(-1);
            var lasted = clock.GetUtcNow() - raised.OutstandingSince!.Value;
            ExecutorLog.ExitDone(logger, id, lasted.TotalSeconds, entry.InWords);
        }
    }
}
