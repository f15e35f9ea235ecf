using System.Net.WebSockets;
using SqueezeFlow.Simulation.Venues.Streams;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Venues;

/// <summary>
/// Moves market time and sends what happens to every connection. One loop: time goes on only when every client has taken
/// what was sent, and catches up afterwards.
/// </summary>
internal sealed class VenueClock(World world, double speed, long standingAtUnixMs, TimeProvider time, FaultPlan? faults) : IDisposable
{
    private const int SliceWallMs = 50;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(8);
    private readonly MarketCursor[] _cursors = [.. world.Markets.Select(market => new MarketCursor(world.Source(market)))];
    private readonly long[] _sent = new long[world.Markets.Count];
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private VenueConnection[] _connections = [];
    private long _now = standingAtUnixMs;
    private Start? _start;
    private long _end;
    private volatile bool _isEnding;

    /// <summary>Market time that every client has been served up to.</summary>
    public long NowUnixMs => Volatile.Read(ref _now);

    /// <summary>Done when market time has reached its end and every frame was taken.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Connections that are open.</summary>
    public VenueConnection[] Connections => Volatile.Read(ref _connections);

    /// <summary>Messages written per market, over all connections.</summary>
    public long Sent(WorldMarket market) => Volatile.Read(ref _sent[market.Index]);

    /// <summary>Lets market time go on.</summary>
    public void Begin(long fromUnixMs, long endUnixMs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromUnixMs, World.StartUnixMs);
        ArgumentOutOfRangeException.ThrowIfLessThan(endUnixMs, fromUnixMs);
        var start = new Start(fromUnixMs, endUnixMs, time.GetTimestamp());
        if (Interlocked.CompareExchange(ref _start, start, null) is not null)
        {
            throw new InvalidOperationException("The clock of the simulated venues runs already: it can be started once.");
        }
    }

    /// <summary>Ends at the next whole second of market time instead of later, without waiting for wall time.</summary>
    public void EndSoon()
    {
        _isEnding = true;
        if (Volatile.Read(ref _start) is null)
        {
            _completion.TrySetResult();
        }
    }

    /// <summary>Adds a client.</summary>
    public void Add(VenueConnection connection)
    {
        lock (_gate)
        {
            Volatile.Write(ref _connections, [.. _connections, connection]);
        }
    }

    /// <summary>Forgets a client.</summary>
    public void Remove(VenueConnection connection)
    {
        lock (_gate)
        {
            Volatile.Write(ref _connections, [.. _connections.Where(other => other != connection)]);
        }
    }

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            var isPlaced = false;
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (Volatile.Read(ref _start) is not { } start)
                {
                    await SendAsync();
                    continue;
                }

                if (!isPlaced)
                {
                    Place(start);
                    isPlaced = true;
                }

                await AdvanceAsync(start);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _completion.TrySetCanceled();
        }
        catch (Exception failure)
        {
            _completion.TrySetException(failure);
            throw;
        }
    }

    /// <summary>Ends <see cref="RunAsync"/>.</summary>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private void Place(Start start)
    {
        foreach (var cursor in _cursors)
        {
            cursor.Seek(start.FromUnixMs);
        }

        faults?.Begin(start.FromUnixMs, start.EndUnixMs);
        _end = start.EndUnixMs;
        Volatile.Write(ref _now, start.FromUnixMs);
    }

    private async Task AdvanceAsync(Start start)
    {
        var elapsed = time.GetElapsedTime(start.Timestamp).TotalMilliseconds * speed;
        var target = (long)Math.Min(_end, start.FromUnixMs + elapsed);
        var slice = Math.Max(1, (long)(SliceWallMs * speed));
        while (_now < (target = _isEnding ? EndAtSecond() : target))
        {
            var nextMinute = World.StartUnixMs + ((World.MinuteOf(_now) + 1) * 60_000);
            var until = Math.Min(Math.Min(target, nextMinute), _now + slice);
            foreach (var cursor in _cursors)
            {
                cursor.Advance(until);
            }

            await SendAsync();
            Volatile.Write(ref _now, until);
        }

        if (_now == _end)
        {
            _completion.TrySetResult();
        }
    }

    private long EndAtSecond() => _end = Math.Min(_end, (_now + 999) / 1_000 * 1_000);

    private async Task SendAsync()
    {
        foreach (var connection in Connections)
        {
            try
            {
                await connection.SendAsync(_cursors, _sent, _stop.Token);
            }
            catch (Exception failure) when (!_stop.IsCancellationRequested && IsLostClient(failure))
            {
                // The receiving side of the same connection ends with it; what was not sent is lost to this client alone.
                Remove(connection);
            }
        }
    }

    private static bool IsLostClient(Exception failure) =>
        failure is IOException or WebSocketException or OperationCanceledException or ObjectDisposedException;

    private sealed record Start(long FromUnixMs, long EndUnixMs, long Timestamp);
}
