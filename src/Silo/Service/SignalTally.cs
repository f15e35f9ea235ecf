using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Screen;

namespace SqueezeFlow.Silo.Service;

/// <summary>Counts the signals given by this process since its start; later news of the same signal does not count.</summary>
internal sealed class SignalTally(ScreenHub hub) : BackgroundService
{
    private const int MaxRemembered = 10_000;

    private readonly HashSet<string> _seen = [];
    private readonly Queue<string> _order = new();
    private long _count;

    /// <summary>Signals so far.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = hub.Subscribe(new(Kinds: new HashSet<string> { EventKinds.Signal }) { IsOwnOnly = true });
        await foreach (var batch in subscription.ReadAsync(stoppingToken))
        {
            foreach (var item in batch)
            {
                Note(item.View switch { SignalRecord record => record.Signal.Id, Signal signal => signal.Id, _ => null });
            }
        }
    }

    private void Note(string? id)
    {
        if (id is null || !_seen.Add(id))
        {
            return;
        }

        _order.Enqueue(id);
        Volatile.Write(ref _count, _count + 1);
        if (_order.Count > MaxRemembered)
        {
            _seen.Remove(_order.Dequeue());
        }
    }
}
