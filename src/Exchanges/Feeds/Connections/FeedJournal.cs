using SqueezeFlow.Exchanges.Metrics;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>What becomes of a connection: kept for its status, told to its listener, its log and the metrics. The thread of the connection writes.</summary>
internal sealed class FeedJournal
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    private readonly string _feedId;
    private readonly KeyValuePair<string, object?> _exchange;
    private readonly string _address;
    private readonly IFeedListener _listener;
    private readonly FeedContext _context;
    private volatile StateSince _current;
    private volatile string? _lastError;
    private string? _loggedReason;
    private long _loggedAt;
    private int _connects;

    /// <summary>Begins with a connection that is stopped.</summary>
    public FeedJournal(FeedPlan plan, IFeedListener listener, FeedContext context)
    {
        (_feedId, _exchange, _listener, _context) = (plan.FeedId, new("exchange", plan.Exchange), listener, context);
        _address = plan.Address.GetLeftPart(UriPartial.Path);
        _current = new(FeedState.Stopped, context.Clock.GetUtcNow());
    }

    /// <summary>What the connection is doing, and since when.</summary>
    public (FeedState State, DateTimeOffset Since) Now => _current is var now ? (now.State, now.Since) : default;

    /// <summary>Connections made.</summary>
    public int Connects => Volatile.Read(ref _connects);

    /// <summary>Why the last connection ended, or what is doubtful about the present one; null when there is nothing to say.</summary>
    public string? LastError => _lastError;

    /// <summary>It is dialled.</summary>
    public void Connecting() => Enter(FeedState.Connecting, null);

    /// <summary>It is open.</summary>
    public void Connected(int markets)
    {
        Interlocked.Increment(ref _connects);
        ExchangeMetrics.Connects.Add(1, _exchange);
        ConnectionLog.Connected(_context.Logger, _feedId, _address, markets);
        Enter(FeedState.Connected, null);
    }

    /// <summary>It has ended, or could not be made; the next attempt comes after a wait.</summary>
    public void Lost(string reason, TimeSpan delay)
    {
        _lastError = reason;
        ExchangeMetrics.Losses.Add(1, _exchange);
        if (reason != _loggedReason || _context.Clock.GetElapsedTime(_loggedAt) >= BetweenLines)
        {
            // An outage of hours is one fact, not a line per attempt.
            (_loggedReason, _loggedAt) = (reason, _context.Clock.GetTimestamp());
            ConnectionLog.Lost(_context.Logger, _feedId, reason, delay);
        }

        Enter(FeedState.Waiting, reason);
    }

    /// <summary>A bug in a listener or an adapter ended it: seen, counted, told, and never the end of the feed.</summary>
    public void Failed(Exception e)
    {
        _lastError = e.Message;
        ConnectionLog.Failed(_context.Logger, _feedId, _context.Options.LongestDelay, e);
        Broke();
        try
        {
            _listener.OnStateChanged(FeedState.Failed, $"failed: {e.Message}");
        }
        catch (Exception again)
        {
            // It may be the listener that breaks: it learns of the next attempt.
            ExchangeMetrics.Failures.Add(1, _exchange);
            ConnectionLog.Failed(_context.Logger, _feedId, _context.Options.LongestDelay, again);
        }
    }

    /// <summary>The thread itself is at its end by a bug: nobody is told but the status and the metrics.</summary>
    public void Broke()
    {
        ExchangeMetrics.Failures.Add(1, _exchange);
        _current = new(FeedState.Failed, _context.Clock.GetUtcNow());
    }

    /// <summary>What it does by time broke: its connection is replaced. Called by a timer.</summary>
    public void FailedByTime(Exception e)
    {
        ExchangeMetrics.Failures.Add(1, _exchange);
        ConnectionLog.FailedByTime(_context.Logger, _feedId, e);
    }

    /// <summary>The venue confirms some subscriptions not. Called by a timer.</summary>
    public void Unconfirmed(IEnumerable<(string Market, string Reason)> markets)
    {
        foreach (var (market, reason) in markets)
        {
            ConnectionLog.Unconfirmed(_context.Logger, _feedId, market, reason);
        }
    }

    /// <summary>Some venues acknowledge what they never deliver, a wrong route above all: said, and left to the operator. Called by a timer.</summary>
    public void NoTradeYet(int acknowledged)
    {
        _lastError = "acknowledged, but no trade has come yet: is this the right route?";
        ConnectionLog.Silent(_context.Logger, _feedId, acknowledged, _address);
    }

    /// <summary>It is stopped for good.</summary>
    public void Stopped()
    {
        ConnectionLog.Stopped(_context.Logger, _feedId);
        Enter(FeedState.Stopped, null);
    }

    private void Enter(FeedState state, string? reason)
    {
        _current = new(state, _context.Clock.GetUtcNow());
        _listener.OnStateChanged(state, reason);
    }

    private sealed record StateSince(FeedState State, DateTimeOffset Since);
}
