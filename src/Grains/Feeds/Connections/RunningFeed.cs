using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Feeds.Connections;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>A connection with its owner's generation and lease. Safe for concurrent use.</summary>
internal sealed class RunningFeed
{
    private const int Samples = 11;

    private readonly string _id;
    private readonly string _silo;
    private readonly MarketMode _mode;
    private readonly FeedSink _sink;
    private readonly TimeProvider _clock;
    private readonly Lock _sampling = new();
    private readonly Queue<(long At, long Trades)> _samples;
    private volatile FeedAssignment _assignment;
    private long _renewedAt;

    public RunningFeed(
        string id, long epoch, FeedAssignment assignment, FeedConnection connection, FeedSink sink, string silo, MarketMode mode, TimeProvider clock)
    {
        (_id, Epoch, _assignment, Connection, _sink, _silo, _mode, _clock) = (id, epoch, assignment, connection, sink, silo, mode, clock);
        _renewedAt = clock.GetTimestamp();
        _samples = new([(_renewedAt, 0)]);
    }

    public long Epoch { get; }

    public FeedConnection Connection { get; }

    /// <summary>Keeps its trades back while the connection that it takes over from is there still; null when it took over from none.</summary>
    public FeedHold? Hold => _sink.Hold;

    /// <summary>Whether a grain of this silo owns it: until it has moved, that of another silo does.</summary>
    public bool IsOwned { get; private set; }

    /// <summary>How often trades may have been missed so far.</summary>
    public long Misses => _sink.Misses;

    /// <summary>Whether it is connected.</summary>
    public bool IsConnected => Connection.Status.State == FeedState.Connected;

    /// <summary>Markets that the venue has confirmed.</summary>
    public IReadOnlySet<MarketId> Confirmed => Connection.Confirmed;

    /// <summary>Whether everything that it has read has been counted.</summary>
    public bool IsDelivered => _sink.IsDelivered;

    /// <summary>What it reads.</summary>
    public FeedAssignment Assignment => _assignment;

    /// <summary>Whether it is connected and every subscription is answered, a refusal included.</summary>
    public bool IsSubscribed =>
        Connection.Status is { State: FeedState.Connected } s && s.Acknowledged + s.Unconfirmed.Count >= _assignment.Markets.Count;

    /// <summary>Time since the owner last said that it still owns the connection.</summary>
    public TimeSpan SinceRenewal => _clock.GetElapsedTime(Volatile.Read(ref _renewedAt));

    /// <summary>The grain of this silo owns it.</summary>
    public void Own()
    {
        IsOwned = true;
        Renew();
    }

    /// <summary>Goes on with what its owner wants now, if that means the same connection.</summary>
    public void Adopt(FeedAssignment wanted)
    {
        if (_assignment.IsSameConnection(wanted) && !_assignment.IsSameWork(wanted))
        {
            Change(wanted);
        }
    }

    /// <summary>Whether trades are kept back for a connection of whose owner nothing was heard for a while.</summary>
    public bool IsLeft(TimeSpan after) => Hold is { IsHeld: true } hold && hold.Silence > after;

    /// <summary>Another silo reads its markets from now on.</summary>
    public void MoveAway() => _sink.MoveAway();

    /// <summary>The owner still owns it.</summary>
    public void Renew() => Volatile.Write(ref _renewedAt, _clock.GetTimestamp());

    /// <summary>Reads other markets on the same connection.</summary>
    public void Change(FeedAssignment changed)
    {
        _sink.Follow(changed.Markets, changed.Changed);
        Connection.Change(changed.Markets);
        Connection.Learn(changed.Changed);
        _sink.Keep(changed.Markets);
        _assignment = changed;
    }

    /// <summary>All other markets are read here no longer; none are left when it ends.</summary>
    public void Keep(IEnumerable<Instrument> markets) => _sink.Keep(markets);

    /// <summary>Keeps a reading for the rate of the last ten seconds.</summary>
    public void Sample()
    {
        var trades = Connection.Trades;
        lock (_sampling)
        {
            _samples.Enqueue((_clock.GetTimestamp(), trades));
            while (_samples.Count > Samples)
            {
                _samples.Dequeue();
            }
        }
    }

    public FeedView ToView()
    {
        var status = Connection.Status;
        var assignment = _assignment;
        return new(
            _id,
            assignment.Exchange,
            assignment.Address.ToString(),
            WordOf(status.State),
            _silo,
            Epoch,
            status.Since,
            assignment.Markets.Count,
            status.Frames,
            status.Bytes,
            status.Trades,
            RateOf(status.Trades),
            status.Connects,
            _mode.RunsByWallTime ? status.LagMs : null,
            status.Rejected,
            status.LastError)
        {
            Unconfirmed = status.Unconfirmed,
            Overdue = status.Overdue,
            Unread = _sink.Unread,
        };
    }

    private static string WordOf(FeedState state) => state switch
    {
        FeedState.Connecting => FeedStates.Connecting,
        FeedState.Connected => FeedStates.Connected,
        FeedState.Waiting => FeedStates.Waiting,
        FeedState.Failed => FeedStates.Failed,
        _ => FeedStates.Stopped,
    };

    private double RateOf(long trades)
    {
        (long At, long Trades) oldest;
        lock (_sampling)
        {
            oldest = _samples.Peek();
        }

        return (trades - oldest.Trades) / Math.Max(1, _clock.GetElapsedTime(oldest.At).TotalSeconds);
    }
}
