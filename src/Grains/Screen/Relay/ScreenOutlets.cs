using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Screen.Relay;

/// <summary>The other processes that want to be told what happens here. Safe for concurrent use.</summary>
internal sealed class ScreenOutlets(ScreenHub hub, SiloClient<IScreenRelayService> client, ILocalSiloDetails local, TimeProvider clock) : IAsyncDisposable
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
    public async Task<bool> ListenAsync(ScreenInterest interest)
    {
        var filter = new ScreenFilter(interest.Symbols?.ToHashSet(), interest.Kinds?.ToHashSet(), interest.Hz) { IsOwnOnly = true };
        (ScreenOutlet Outlet, Task Run)[] over;
        lock (_gate)
        {
            if (_outlets.TryGetValue(interest.Listener, out var known) && !known.Outlet.IsOver)
            {
                known.Outlet.Renew(filter);
                return false;
            }

            over = TakeThoseThatAreOver();
            if (!_isStopped)
            {
                var listener = SiloAddress.FromParsableString(interest.Listener);
                var outlet = new ScreenOutlet(hub, filter, () => client.Of(listener), local.SiloAddress.ToParsableString(), clock);
                _outlets[interest.Listener] = (outlet, Task.Run(outlet.RunAsync));
            }
        }

        await EndAsync(over);
        return true;
    }

    /// <summary>A process wants nothing any longer.</summary>
    public async Task LeaveAsync(string listener)
    {
        (ScreenOutlet Outlet, Task Run) known;
        lock (_gate)
        {
            if (!_outlets.Remove(listener, out known))
            {
                return;
            }
        }

        await EndAsync([known]);
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

        await EndAsync(all);
    }

    private static async Task EndAsync((ScreenOutlet Outlet, Task Run)[] outlets)
    {
        foreach (var (outlet, run) in outlets)
        {
            outlet.Stop();
            await run;
            outlet.Dispose();
        }
    }

    private (ScreenOutlet Outlet, Task Run)[] TakeThoseThatAreOver()
    {
        var over = _outlets.Where(pair => pair.Value.Outlet.IsOver).ToArray();
        foreach (var (listener, _) in over)
        {
            _outlets.Remove(listener);
        }

        return [.. over.Select(pair => pair.Value)];
    }
}
