using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>
/// One connection to a venue: a thread of its own that dials, subscribes, reads and hands on trades, and dials again until it is
/// stopped. Nothing a venue sends ends it. Before the venue ends it, for its age or as it announces, a second one is opened, and the first is
/// closed when the second has all its subscriptions: trades come twice for a while, never not at all.
/// </summary>
public sealed class FeedConnection : IAsyncDisposable
{
    // A second connection that never gets what the first one has takes over all the same: two are no more than one.
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstRenewableAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRenewableAfter = TimeSpan.FromMinutes(5);

    private readonly IExchangeAdapter _adapter;
    private readonly IFeedListener _listener;
    private readonly FeedContext _context;
    private readonly Lock _gate = new();
    private readonly List<Life> _retired = [];
    private Life _life;
    private Life? _successor;
    private FeedStatus? _earlier;
    private TimeSpan _renewableAfter = FirstRenewableAfter;
    private long _renewedAt;
    private bool _isStarted;

    /// <summary>Prepares a connection; nothing is dialled before <see cref="Start"/>.</summary>
    /// <param name="plan">What to connect to, and the markets.</param>
    /// <param name="adapter">The venue.</param>
    /// <param name="listener">Takes trades and changes of state, on the connection's threads.</param>
    /// <param name="context">What it shares with all others.</param>
    public FeedConnection(FeedPlan plan, IExchangeAdapter adapter, IFeedListener listener, FeedContext context)
    {
        (_adapter, _listener, _context) = (adapter, listener, context);
        Plan = plan;
        _life = Begin();
        _life.Handover.ReportsState = true;
    }

    /// <summary>What it connects to.</summary>
    public FeedPlan Plan { get; private set; }

    /// <summary>The markets and counts of the present connection.</summary>
    public FeedSession Session => _life.Loop.Session;

    /// <summary>What it has done so far; safe on any thread.</summary>
    public FeedStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _retired.Aggregate(_earlier is { } earlier ? _life.Loop.Status.Plus(earlier) : _life.Loop.Status, (sum, life) => sum.Plus(life.Loop.Status));
            }
        }
    }

    /// <summary>The markets that the venue has confirmed on the present connection, in no order; none while there is no connection.</summary>
    public IReadOnlySet<MarketId> Confirmed => _life.Loop.Confirmed;

    /// <summary>Trades so far, without the rest of <see cref="Status"/>: it is asked every second.</summary>
    public long Trades
    {
        get
        {
            lock (_gate)
            {
                return (_earlier?.Trades ?? 0) + _life.Loop.Session.Trades + _retired.Sum(life => life.Loop.Session.Trades);
            }
        }
    }

    /// <summary>Starts the thread; a second call does nothing.</summary>
    /// <exception cref="ObjectDisposedException">It has been stopped.</exception>
    public void Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_life.Loop.IsStopping, this);
            if (!_isStarted)
            {
                _isStarted = true;
                Run(_life);
            }
        }
    }

    /// <summary>Reads these markets from now on: new ones are subscribed to, missing ones no longer; the others do not notice.</summary>
    public void Change(IReadOnlyList<Instrument> markets)
    {
        lock (_gate)
        {
            // A market that has another size now is the same subscription.
            var removed = Plan.Markets.ExceptBy(markets.Select(market => market.Market), market => market.Market).ToArray();
            var added = markets.ExceptBy(Plan.Markets.Select(market => market.Market), market => market.Market).ToArray();
            Plan = Plan with { Markets = markets };
            _life.Loop.Change(Plan, added, removed);
            _successor?.Loop.Change(Plan, added, removed);
        }
    }

    /// <summary>What was in force when on markets whose sizes or status have changed: trades count by it from now on.</summary>
    public void Learn(IReadOnlyList<InstrumentHistory> changed)
    {
        lock (_gate)
        {
            Plan = Plan with { Changed = changed };
            Life[] all = [_life, .. _successor is { } next ? new[] { next } : []];
            foreach (var (life, history) in all.SelectMany(life => changed.Select(history => (life, history))))
            {
                life.Loop.Session.Learn(history);
            }
        }
    }

    /// <summary>Closes the present connection and dials again at once, as an operator asks for; does nothing when stopped.</summary>
    public void Restart() => _life.Loop.Restart();

    /// <summary>Closes the connection and ends the threads; done when the last trade has been handed on.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            Life[] all = [_life, .. _retired, .. _successor is { } next ? new[] { next } : []];
            foreach (var life in all)
            {
                life.Loop.Stop();
            }

            return Task.WhenAll(all.Where(life => life.Thread is not null).Select(life => life.Loop.Ended));
        }
    }

    /// <summary>Stops it.</summary>
    public ValueTask DisposeAsync() => new(StopAsync());

    private Life Begin()
    {
        var handover = new FeedHandover(_listener);
        Life? life = null;
        var loop = new FeedLoop(Plan, _adapter, handover, _context)
        {
            Renewing = reason => Renew(life!, reason),
            Settled = () => TakeOver(life!),
            RenewableAfter = _renewableAfter,
        };
        return life = new(loop, handover);
    }

    private void Run(Life life)
    {
        life.Thread = new(life.Loop.Run) { IsBackground = true, Name = $"feed {Plan.FeedId}" };
        life.Thread.Start();
    }

    private void Renew(Life life, string reason)
    {
        lock (_gate)
        {
            if (life == _successor)
            {
                // Nobody relies on it yet.
                life.Loop.Leave(reason);
            }
            else if (life == _life && _successor is null && !life.Loop.IsStopping)
            {
                ConnectionLog.Renewing(_context.Logger, Plan.FeedId, reason);
                var isSoon = _renewedAt > 0 && _context.Clock.GetElapsedTime(_renewedAt) < LongestOverlap;
                _renewableAfter = !isSoon ? FirstRenewableAfter : _renewableAfter * 2 < LastRenewableAfter ? _renewableAfter * 2 : LastRenewableAfter;
                _renewedAt = _context.Clock.GetTimestamp();
                _successor = Begin();
                Run(_successor);
            }
        }
    }

    private void TakeOver(Life life)
    {
        bool wasMissing;
        lock (_gate)
        {
            if (life != _successor || life.Loop.IsStopping)
            {
                return;
            }

            var isBroken = _life.Loop.Status.State != FeedState.Connected;
            var hasAll = _life.Loop.Confirmed.IsSubsetOf(life.Loop.Confirmed);
            if (!isBroken && !hasAll && _context.Clock.GetElapsedTime(_renewedAt) < LongestOverlap)
            {
                return;
            }

            wasMissing = isBroken || !hasAll;
            life.Loop.Watch.Inherit(_life.Loop.Watch);
            _life.Handover.ReportsState = false;
            _life.Loop.Stop();
            _retired.Add(_life);
            _ = ForgetAsync(_life);
            (_life, _successor) = (life, null);
            life.Handover.ReportsState = true;
        }

        if (wasMissing)
        {
            // The old connection was lost before the new one had everything: nobody listened to some markets for a while.
            _listener.OnStateChanged(FeedState.Connected, "renewed");
        }
    }

    // Only its counts outlive it.
    private async Task ForgetAsync(Life life)
    {
        await life.Loop.Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            var status = life.Loop.Status;
            _earlier = _earlier is { } earlier ? status.Plus(earlier) : status;
            _retired.Remove(life);
        }
    }

    private sealed class Life(FeedLoop loop, FeedHandover handover)
    {
        public FeedLoop Loop { get; } = loop;

        public FeedHandover Handover { get; } = handover;

        public Thread? Thread { get; set; }
    }
}
