using System.Net.Sockets;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Feeds.Subscriptions;
using SqueezeFlow.Exchanges.Feeds.Wire;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>
/// What happens on a connection by time while its thread is blocked in a read: the connect's limit, subscriptions, heartbeats, the stale
/// check, the planned renewal. It acts by sending, or by aborting the socket.
/// </summary>
internal sealed class FeedTimer : IDisposable
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstTradeDueAfter = TimeSpan.FromSeconds(30);

    private readonly VenueSocket _socket;
    private readonly SubscriptionBook _book;
    private readonly ExchangeDescriptor _venue;
    private readonly FeedEndpoint _endpoint;
    private readonly FeedContext _context;
    private readonly TimeProvider _clock;
    private readonly TradeSilence _silence;
    private readonly TimeSpan _lifetime;
    private readonly long _began;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private long _lastHeard;
    private long _lastBeat;
    private long _opened;
    private bool _isOpen;
    private bool _isSettled;
    private bool _isFirstTradeChecked;
    private bool _isRenewing;
    private string? _announced;

    /// <summary>Prepares it; nothing happens by time before <see cref="Start"/>.</summary>
    /// <param name="socket">The socket to watch.</param>
    /// <param name="book">Subscriptions to send once it is open.</param>
    /// <param name="venue">The venue's timing.</param>
    /// <param name="endpoint">What differs on this address.</param>
    /// <param name="context">Times, and the host's clock.</param>
    public FeedTimer(
        VenueSocket socket,
        SubscriptionBook book,
        ExchangeDescriptor venue,
        FeedEndpoint endpoint,
        FeedContext context)
    {
        (_socket, _book, _venue, _endpoint, _context, _clock) = (socket, book, venue, endpoint, context, context.Clock);
        _silence = new(_clock);
        _began = _lastHeard = _lastBeat = _clock.GetTimestamp();

        // Renewed at a random point before the cut, so that the connections of a venue do not renew together.
        _lifetime = venue.Lifetime is { } life ? life * (0.9 + (0.08 * Random.Shared.NextDouble())) : TimeSpan.MaxValue;
        _timer = _clock.CreateTimer(static state => ((FeedTimer)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The markets that it follows at this moment.</summary>
    public required Func<IReadOnlyList<MarketSlot>> Markets { get; init; }

    /// <summary>Called once, when every subscription has been confirmed or given up.</summary>
    public required Action Settled { get; init; }

    /// <summary>Called once, when there has been time enough for a first trade.</summary>
    public required Action FirstTradeDue { get; init; }

    /// <summary>Called at every look from then on, as long as no request for a new market is under way.</summary>
    public required Action StillSettled { get; init; }

    /// <summary>Called once, with the reason, some time before the venue ends the connection.</summary>
    public required Action<string> Renewing { get; init; }

    /// <summary>Youngest age at which an announced end is believed: a venue that announces it at every connect must not be dialled without pause.</summary>
    public required TimeSpan RenewableAfter { get; init; }

    /// <summary>Called when something that it called broke; the connection is given up then.</summary>
    public required Action<Exception> Failed { get; init; }

    /// <summary>Begins with the connect's limit.</summary>
    public void Start() => _timer.Change(Busy, Timeout.InfiniteTimeSpan);

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

            SendSubscriptions();
        }
    }

    /// <summary>The venue announces the end of the connection: it is renewed at once, while it still delivers. Safe on any thread.</summary>
    public void Announce(string reason)
    {
        lock (_gate)
        {
            _announced ??= reason;
            _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Bytes came in.</summary>
    public void OnBytes(long timestamp) => Volatile.Write(ref _lastHeard, timestamp);

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
                else if (_clock.GetElapsedTime(_began) >= _context.Options.ConnectTimeout)
                {
                    _socket.Abort($"no connection within {_context.Options.ConnectTimeout}");
                }
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // The thread that reads will see the socket end, and say so.
                _socket.Abort($"could not send: {e.Message}");
            }
            catch (Exception e)
            {
                // Nobody stands above a timer: what an adapter or a listener throws here would end the process.
                _socket.Abort($"failed: {e.Message}");
                Failed(e);
            }

            _timer.Change(_isOpen && _isSettled && _book.IsIdle ? Idle : Busy, Timeout.InfiniteTimeSpan);
        }
    }

    private void Watch()
    {
        var stale = _context.Options.StaleAfter ?? _venue.StaleAfter;
        var silence = _clock.GetElapsedTime(Volatile.Read(ref _lastHeard));
        if (silence >= stale)
        {
            _socket.Abort($"silent for {silence.TotalSeconds:0} s, expected a frame within {stale.TotalSeconds:0} s");
            return;
        }

        if (_context.WatchesTrades && _silence.Check(Markets()) is { } silent)
        {
            _socket.Abort($"no trade for {silent.TotalSeconds:0} s although the connection lives: more than ten times the usual");
            return;
        }

        if (!_isRenewing && ReasonToRenew() is { } reason)
        {
            _isRenewing = true;
            Renewing(reason);
        }

        if (_clock.GetElapsedTime(_opened) < _endpoint.SendAfter)
        {
            return;
        }

        _book.Expire(Delivering);
        SendSubscriptions();
        SendHeartbeat();
        if (!_isSettled && _book.IsSettled)
        {
            _isSettled = true;
            Settled();
        }

        if (_book.IsSettled)
        {
            StillSettled();
        }

        if (!_isFirstTradeChecked && _clock.GetElapsedTime(_began) >= FirstTradeDueAfter)
        {
            _isFirstTradeChecked = true;
            FirstTradeDue();
        }
    }

    private string? ReasonToRenew() =>
        _announced is not null && _clock.GetElapsedTime(_opened) >= RenewableAfter ? _announced
        : _clock.GetElapsedTime(_began) >= _lifetime ? "the venue cuts a connection of its age"
        : null;

    private IEnumerable<MarketId> Delivering() => Markets().Where(slot => slot.Trades > 0).Select(slot => slot.Market);

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
