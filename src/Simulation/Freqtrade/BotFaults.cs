using System.Collections.Concurrent;

namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>What is to go wrong with calls to a simulated bot. Safe for concurrent use.</summary>
public sealed class BotFaults
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<BotFault>> _queues = new();
    private readonly ConcurrentDictionary<BotHold, bool> _holds = new();

    /// <summary>Wall time that a call takes that is <see cref="BotFault.Slow"/>.</summary>
    public TimeSpan Slowness { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Draws what goes wrong with a call for which nothing was asked by name; null for nothing.</summary>
    public Func<BotCall, BotFault?>? Plan { get; set; }

    /// <summary>Makes the next calls of a name go wrong; several queue up.</summary>
    public void Add(string name, BotFault fault, int times = 1)
    {
        var queue = _queues.GetOrAdd(name, static _ => new());
        for (var i = 0; i < times; i++)
        {
            queue.Enqueue(fault);
        }
    }

    /// <summary>Holds the next call of a name.</summary>
    public BotHold Hold(string name, BotHoldPoint point) => Hold(call => call.Name == name, point);

    /// <summary>Holds the next call that is the right one.</summary>
    public BotHold Hold(Func<BotCall, bool> which, BotHoldPoint point)
    {
        var hold = new BotHold(which, point);
        _holds[hold] = true;
        return hold;
    }

    internal BotFault? Next(BotCall call) =>
        _queues.TryGetValue(call.Name, out var queue) && queue.TryDequeue(out var fault) ? fault : Plan?.Invoke(call);

    /// <summary>The holds of a call, each for this call alone.</summary>
    internal IReadOnlyList<BotHold> Take(BotCall call)
    {
        var taken = _holds.Keys.Where(hold => hold.Takes(call)).ToList();
        taken.ForEach(hold => _holds.TryRemove(hold, out _));
        return taken;
    }
}
