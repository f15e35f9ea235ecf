using System.Collections.Concurrent;

namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>What a simulated bot was asked for. Safe for concurrent use.</summary>
public sealed class BotCounts
{
    private readonly ConcurrentQueue<BotCall> _calls = new();
    private readonly Lock _lock = new();
    private int _entries;

    /// <summary>Every call, in order.</summary>
    public IReadOnlyCollection<BotCall> Calls => _calls;

    /// <summary>Most entries that were under way at once.</summary>
    public int MostEntriesInFlight { get; private set; }

    /// <summary>Calls of a method and name so far: <c>POST forceenter</c>.</summary>
    public int Of(string call) => _calls.Count(seen => seen.ToString() == call);

    internal void Add(BotCall call)
    {
        _calls.Enqueue(call);
        if (call.Name == "forceenter")
        {
            lock (_lock)
            {
                MostEntriesInFlight = Math.Max(MostEntriesInFlight, ++_entries);
            }
        }
    }

    internal void End(BotCall call)
    {
        if (call.Name == "forceenter")
        {
            lock (_lock)
            {
                _entries--;
            }
        }
    }
}
