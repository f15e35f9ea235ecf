using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Screen.Relay;

/// <summary>
/// Tells one other process what happens here, at its pace: one parcel is under way, and what happens meanwhile waits as for any slow screen,
/// states replacing each other, with <c>resync</c> when the room is used up.
/// </summary>
internal sealed class ScreenOutlet : IDisposable
{
    /// <summary>Time after which a listener that asks no longer is told no longer.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    private const int MostInParcel = 500;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly ScreenSubscription _subscription;
    private readonly Func<IScreenRelayService> _listener;
    private readonly string _source;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly string _stream = Guid.CreateVersion7().ToString("N");
    private long _askedAt;
    private long _number;

    /// <summary>Begins to listen; nothing is told before <see cref="RunAsync"/>.</summary>
    public ScreenOutlet(ScreenHub hub, ScreenFilter filter, Func<IScreenRelayService> listener, string source, TimeProvider clock)
    {
        (_listener, _source, _clock) = (listener, source, clock);
        _askedAt = clock.GetTimestamp();
        _subscription = hub.Subscribe(filter);
    }

    /// <summary>Whether the listener has not asked for too long.</summary>
    public bool IsOver => _stop.IsCancellationRequested || _clock.GetElapsedTime(Volatile.Read(ref _askedAt)) > Lease;

    /// <summary>The listener goes on asking.</summary>
    public void Renew(ScreenFilter filter)
    {
        Volatile.Write(ref _askedAt, _clock.GetTimestamp());
        _subscription.Change(filter);
    }

    /// <summary>Tells until nobody asks any longer, or it is stopped.</summary>
    public async Task RunAsync()
    {
        try
        {
            await foreach (var batch in _subscription.ReadAsync(_stop.Token))
            {
                foreach (var part in batch.Chunk(MostInParcel))
                {
                    await SendAsync(part);
                }

                if (IsOver)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Asked to end.
        }
        finally
        {
            await _stop.CancelAsync();
            _subscription.Dispose();
        }
    }

    /// <summary>Lets <see cref="RunAsync"/> end.</summary>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    // Whether a call that failed was taken is not known: the same number is sent again, and left out by whoever has it.
    private async Task SendAsync(ScreenEvent[] events)
    {
        var parcel = ScreenParcel.Write(events);
        _number++;
        for (var pause = FirstPause; !IsOver; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await _listener().DeliverAsync(_source, _stream, _number, parcel).WaitAsync(_stop.Token);
                RelayMetrics.Sent.Add(events.Length);
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !_stop.IsCancellationRequested)
            {
                RelayMetrics.Failures.Add(1, new KeyValuePair<string, object?>("call", "deliver"));
                await Task.Delay(pause, _clock, _stop.Token);
            }
        }
    }
}
