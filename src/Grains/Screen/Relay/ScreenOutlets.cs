using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Screen.Relay;

/// <summary>The other processes that want to be told what happens here. Safe for concurrent use.</summary>
internal sealed class ScreenOutlets(ScreenHub hub, ScreenRelayClient client, ILocalSiloDetails local, TimeProvider clock) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (ScreenOutlet Outlet, Task Run)> _outlets = new(StringComparer.Ordinal);
    private bool _isStopped;

    /// <summary>Listeners now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _outlets.Values.Count(one => !one.Outlet.IsOver);
            }
        }
    }

    /// <summary>A process asks, or goes on asking; answers whether it was not told until now.</summary>
    public bool Listen(ScreenInterest interest)
    {
        var filter = new ScreenFilter(interest.Symbols?.ToHashSet(), interest.Kinds?.ToHashSet(), interest.Hz) { IsOwnOnly = true };
        lock (_gate)
        {
            if (_outlets.TryGetValue(interest.Listener, out var known) && !known.Outlet.IsOver)
            {
                known.Outlet.Renew(filter);
                return false;
            }

            if (!_isStopped)
            {
                RemoveThoseThatAreOver();
                var listener = SiloAddress.FromParsableString(interest.Listener);
                var outlet = new ScreenOutlet(hub, filter, () => client.Of(listener), local.SiloAddress.ToParsableString(), clock);
                _outlets[interest.Listener] = (outlet, Task.Run(outlet.RunAsync));
            }

            return true;
        }
    }

    /// <summary>A process wants nothing any longer.</summary>
    public void Leave(string listener)
    {
        lock (_gate)
        {
            if (_outlets.Remove(listener, out var known))
            {
                known.Outlet.Stop();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (ScreenOutlet Outlet, Task Run)[] all;
        lock (_gate)
        {
            _isStopped = true;
            all = [.. _outlets.Values];
            _outlets.Clear();
        }

        foreach (var (outlet, run) in all)
        {
            outlet.Stop();
            await run;
            outlet.Dispose();
        }
    }

    private void RemoveThoseThatAreOver()
    {
        foreach (var (listener, one) in _outlets.Where(pair => pair.Value.Outlet.IsOver).ToArray())
        {
            one.Outlet.Stop();
            _outlets.Remove(listener);
        }
    }
}
