using System.Net.Sockets;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds.Wire;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>
/// What happens on a connection by time while its thread is blocked in a read: the connect's limit, subscriptions, heartbeats, the stale
/// check, the planned renewal. It acts by sending, or by aborting the socket.
/// </summary>
internal sealed class FeedPulse : IDisposable
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DoubtAfter = TimeSpan.FromSeconds(30);

    private readonly VenueSocket _socket;
    private readonly SubscriptionBook _book;
    private readonly ExchangeDescriptor _venue;
    private readonly FeedEndpoint _endpoint;
    private readonly FeedOptions _options;
    private readonly TimeProvider _clock;
    private readonly Silence _silence;
    private readonly TimeSpan _lifetime;
    private readonly long _began;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private long _lastHeard;
    private long _lastBeat;
    private long _opened;
    private bool _isOpen;
    private bool _hasGreeted;
    private bool _isSettled;
    private bool _isDoubted;
    private bool _isRenewing;

    /// <summary>Begins with the connect's limit.</summary>
    /// <param name="socket">The socket to watch.</param>
    /// <param name="book">Subscriptions to send once it is open.</param>
    /// <param name="venue">The venue's timing.</param>
    /// <param name="endpoint">What differs on this address.</param>
    /// <param name="options">Times.</param>
    /// <param name="clock">The host's clock.</param>
    public FeedPulse(
        VenueSocket socket,
        SubscriptionBook book,
        ExchangeDescriptor venue,
        FeedEndpoint endpoint,
        FeedOptions options,
        TimeProvider clock)
    {
        (_socket, _book, _venue, _endpoint, _options) = (socket, book, venue, endpoint, options);
        _clock = clock;
        _silence = new(clock);
        _began = _lastHeard = _lastBeat = clock.GetTimestamp();

        // Renewed at a random point before the cut, so that the connections of a venue do not renew together.
        _lifetime = venue.Lifetime is { } life ? life * (0.9 + (0.08 * Random.Shared.NextDouble())) : TimeSpan.MaxValue;
        _timer = clock.CreateTimer(static state => ((FeedPulse)state!).Tick(), this, Busy, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Trades of the connection so far.</summary>
    public required Func<long> Trades { get; init; }

    /// <summary>Called once, when every subscription has been confirmed or given up.</summary>
    public required Action Settled { get; init; }

    /// <summary>Called once, when there has been time enough for a first trade.</summary>
    public required Action Doubt { get; init; }

    /// <summary>Called once, some time before the venue cuts the connection; null where nobody takes over.</summary>
    public Action? Renewing { get; init; }

    /// <summary>The handshake is done: sends the greeting and the first subscriptions, at once or when the venue is ready for them.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _isOpen = true;
            _opened = _lastHeard = _lastBeat = _clock.GetTimestamp();
            if (_endpoint.SendAfter > TimeSpan.Zero)
            {
                _timer.Change(_endpoint.SendAfter, Timeout.InfiniteTimeSpan);
                return;
            }

            Greet();
            SendSubscriptions();
        }
    }

    /// <summary>Bytes came in.</summary>
    public void Hear(long timestamp) => Volatile.Write(ref _lastHeard, timestamp);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        lock (_gate)
        {
            try
            {
                if (_isOpen)
                {
                    Watch();
                }
                else if (_clock.GetElapsedTime(_began) >= _options.ConnectTimeout)
                {
                    _socket.Abort($"no connection within {_options.ConnectTimeout}");
                }
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The thread that reads will see the socket end, and say so.
                _socket.Abort($"could not send: {e.Message}");
            }

            _timer.Change(_isOpen && _isSettled ? Idle : Busy, Timeout.InfiniteTimeSpan);
        }
    }

    private void Watch()
    {
        var stale = _options.StaleAfter ?? _venue.StaleAfter;
        var silence = _clock.GetElapsedTime(Volatile.Read(ref _lastHeard));
        if (silence >= stale)
        {
            _socket.Abort($"silent for {silence.TotalSeconds:0} s, expected a frame within {stale.TotalSeconds:0} s");
            return;
        }

        if (_options.WatchTrades && _silence.Look(Trades()) is { } silent)
        {
            _socket.Abort($"no trade for {silent.TotalSeconds:0} s although the connection lives: more than three times the usual");
            return;
        }

        if (!_isRenewing && _clock.GetElapsedTime(_began) >= _lifetime)
        {
            _isRenewing = true;
            Renewing?.Invoke();
        }

        if (_clock.GetElapsedTime(_opened) < _endpoint.SendAfter)
        {
            return;
        }

        Greet();
        _book.Expire();
        SendSubscriptions();
        SendHeartbeat();
        if (!_isSettled && _book.IsSettled)
        {
            _isSettled = true;
            Settled();
        }

        if (!_isDoubted && _clock.GetElapsedTime(_began) >= DoubtAfter)
        {
            _isDoubted = true;
            Doubt();
        }
    }

    private void Greet()
    {
        if (!_hasGreeted)
        {
            _hasGreeted = true;
            foreach (var greeting in _endpoint.Greetings)
            {
                _socket.Send(FrameHead.Text, greeting.Span);
            }
        }
    }

    private void SendSubscriptions()
    {
        while (_book.Next() is { } message)
        {
            // Nothing to say where a venue ends channels by number and never gave one.
            if (message.Length > 0)
            {
                _socket.Send(FrameHead.Text, message);
            }
        }
    }

    private void SendHeartbeat()
    {
        if ((_endpoint.Heartbeat ?? _venue.Heartbeat) is not { } heartbeat || _clock.GetElapsedTime(_lastBeat) + Idle <= heartbeat.Interval)
        {
            return;
        }

        _lastBeat = _clock.GetTimestamp();
        var text = heartbeat.Compose is { } compose ? compose(_clock.GetUtcNow().ToUnixTimeMilliseconds()) : heartbeat.Text;
        _socket.Send(text.IsEmpty ? FrameHead.Ping : FrameHead.Text, text.Span);
    }
}
