using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Feeds.Connections;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>
/// The sockets of one silo. Feed grains say what runs here and renew their lease; a connection whose owner has gone
/// silent is closed. Safe for concurrent use.
/// </summary>
public sealed class FeedHost : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    // Whoever prepares a move looks several times a second.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    // A thread may hang in a name that is looked up, or in trades that nobody takes: it ends with the process.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1.5);

    private readonly ConcurrentDictionary<string, RunningFeed> _feeds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, string> _stopping = new();
    private readonly Lock _changing = new();
    private readonly TradeRouter _router;
    private readonly IScreen _screen;
    private readonly INotifier _notifier;
    private readonly FeedContext _context;
    private readonly TimeProvider _clock;
    private readonly ILogger<FeedHost> _logger;
    private readonly string _silo;
    private bool _isStopped;

    /// <summary>Made by the silo's container.</summary>
    public FeedHost(
        TradeRouter router,
        IScreen screen,
        INotifier notifier,
        IOptions<FeedOptions> options,
        IOptions<EvaluationOptions> evaluation,
        IEnumerable<FrameRecorder> recorders,
        IFeedAccess access,
        TimeProvider clock,
        ILocalSiloDetails silo,
        ILogger<FeedHost> logger)
    {
        _router = router;
        _screen = screen;
        _notifier = notifier;
        _context = new(options.Value, clock, logger) { Mode = evaluation.Value.Mode, Recorder = recorders.FirstOrDefault(), Access = access };
        _clock = clock;
        _silo = silo.Name;
        _logger = logger;
    }

    /// <summary>All feeds of this silo, in ordinal order.</summary>
    public IReadOnlyList<FeedView> Views
    {
        get
        {
            return [.. _feeds.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value.ToView())];
        }
    }

    /// <summary>Feeds whose owner is on this silo.</summary>
    internal IReadOnlyList<string> Owned => [.. _feeds.Where(feed => feed.Value.IsOwned).Select(feed => feed.Key).Order(StringComparer.Ordinal)];

    /// <summary>Whether a feed is connected with every subscription acknowledged.</summary>
    public bool IsSubscribed(string feedId) => _feeds.TryGetValue(feedId, out var feed) && feed.IsSubscribed;

    /// <summary>Generation of a feed that runs here; null when it does not.</summary>
    public long? EpochOf(string feedId) => _feeds.TryGetValue(feedId, out var feed) ? feed.Epoch : null;

    /// <summary>State of a feed; null when it does not run here.</summary>
    public FeedView? View(string feedId) => _feeds.TryGetValue(feedId, out var feed) ? feed.ToView() : null;

    /// <summary>Runs a feed, or renews its lease when it runs with this generation already; an earlier generation than what runs is no owner any more.</summary>
    internal void Run(string feedId, long epoch, FeedAssignment assignment) => Begin(feedId, epoch, assignment, null)?.Own();

    /// <summary>Opens the connection of a feed that is about to move here: what it brings is kept until <see cref="Release"/>.</summary>
    internal void Prepare(string feedId, long epoch, FeedAssignment assignment) => Begin(feedId, epoch, assignment, new(_clock));

    /// <summary>How far the connection of a feed that is about to move here has come; null when there is none.</summary>
    internal PreparedFeed? Look(string feedId, long epoch)
    {
        if (!_feeds.TryGetValue(feedId, out var feed) || feed.Epoch != epoch)
        {
            return null;
        }

        feed.Renew();
        feed.Hold?.Hear();
        var confirmed = feed.Confirmed;
        return new(feed.IsConnected, feed.Misses, [.. feed.Assignment.Markets.Select(m => m.Market).Where(m => !confirmed.Contains(m)).Select(m => m.ToString())]);
    }

    /// <summary>The connection that it takes over from has ended: see <see cref="FeedHold.Release"/>.</summary>
    internal void Release(string feedId, long epoch, long? misses)
    {
        if (_feeds.TryGetValue(feedId, out var feed) && feed.Epoch == epoch)
        {
            feed.Hold?.Release(misses);
        }
    }

    /// <summary>What a feed has confirmed and may have missed; null when it does not run here with this generation.</summary>
    internal FeedStand? StandOf(string feedId, long epoch) =>
        _feeds.TryGetValue(feedId, out var feed) && feed.Epoch == epoch ? new(feed.IsConnected, feed.Misses, feed.Confirmed) : null;

    /// <summary>Closes the connection of this generation or an earlier one.</summary>
    internal void Close(string feedId, long epoch)
    {
        if (TryRemove(feedId, running => running <= epoch) is { } feed)
        {
            StopLater(feedId, AbandonAsync(feedId, feed));
        }
    }

    /// <summary>
    /// Closes a connection whose work another silo goes on with, and waits until everything that it has read is counted. Its markets are read here no
    /// longer, but they are read. Answers how often it may have missed trades; null when nobody knows.
    /// </summary>
    internal async Task<long?> HandOverAsync(string feedId, long epoch)
    {
        if (TryRemove(feedId, running => running == epoch) is not { } feed)
        {
            return null;
        }

        var stopping = StopAsync(feedId, feed);
        StopLater(feedId, stopping);
        FeedNotices.Forget(_notifier, feedId);
        var began = _clock.GetTimestamp();
        while (!(stopping.IsCompleted && feed.IsDelivered) && _clock.GetElapsedTime(began) < LongestEnd)
        {
            await Task.Delay(BetweenLooks, _clock);
        }

        // What is on its way still comes among the trades of the new connection.
        feed.MoveAway();
        return stopping.IsCompleted ? feed.Misses : null;
    }

    private RunningFeed? Begin(string feedId, long epoch, FeedAssignment assignment, FeedHold? hold)
    {
        if (!ExchangeCatalog.TryGet(assignment.Exchange, out var adapter))
        {
            throw new InvalidOperationException($"feed {feedId} names exchange {assignment.Exchange}, which this program does not know");
        }

        RunningFeed? earlier, begun;
        lock (_changing)
        {
            if (_isStopped)
            {
                // Grains outlive it: nobody would close what they begin now.
                return null;
            }

            if (_feeds.TryGetValue(feedId, out earlier) && earlier.Epoch >= epoch)
            {
                if (earlier.Epoch > epoch)
                {
                    return null;
                }

                earlier.Adopt(assignment);
                return earlier;
            }

            if (hold is null)
            {
                // The connection that it was to take over from is gone: what it has kept back is nowhere else.
                earlier?.Hold?.Release(null);
            }

            _feeds[feedId] = begun = Start(feedId, epoch, assignment, adapter, hold);
        }

        if (earlier is not null)
        {
            // The old generation dies after the new one runs; what it still sends is refused as repeated.
            earlier.Keep(assignment.Markets);
            StopLater(feedId, StopAsync(feedId, earlier));
        }

        return begun;
    }

    /// <summary>Reads other markets on a connection of this generation that goes on.</summary>
    internal void Change(string feedId, long epoch, FeedAssignment assignment)
    {
        lock (_changing)
        {
            if (_feeds.TryGetValue(feedId, out var feed) && feed.Epoch == epoch)
            {
                feed.Change(assignment);
            }
        }
    }

    /// <summary>Closes a connection; it opens anew by itself.</summary>
    internal void Restart(string feedId)
    {
        if (_feeds.TryGetValue(feedId, out var feed))
        {
            feed.Connection.Restart();
        }
    }

    /// <summary>Closes the connections whose owner has gone silent.</summary>
    internal void Expire()
    {
        foreach (var (id, feed) in _feeds)
        {
            bool isOver;
            lock (_changing)
            {
                // What is removed is what was looked at, never a generation that came meanwhile.
                isOver = feed.SinceRenewal > Lease || (feed.IsLeft(LongestSilence) && !feed.IsOwned);
                isOver = isOver && _feeds.TryRemove(new KeyValuePair<string, RunningFeed>(id, feed));
            }

            if (isOver)
            {
                FeedLog.LeaseLost(_logger, id);
                FeedNotices.Forget(_notifier, id);
                StopLater(id, AbandonAsync(id, feed));
            }
            else if (feed.IsLeft(LongestSilence))
            {
                // Its owner has moved here, and whoever knows what was missed is gone.
                feed.Hold?.Release(null);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        lock (_changing)
        {
            _isStopped = true;
        }

        foreach (var (id, feed) in _feeds)
        {
            StopLater(id, StopAsync(id, feed));
        }

        await Task.WhenAny(Task.WhenAll(_stopping.Keys), Task.Delay(StopTime, _clock, cancellationToken));
        if (_stopping.Where(end => !end.Key.IsCompleted).Select(end => end.Value).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } left)
        {
            FeedMetrics.Left.Add(left.Length);
            FeedLog.Left(_logger, left);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var feed in _feeds.Values)
            {
                feed.Sample();
            }

            Expire();
        }
    }

    private RunningFeed? TryRemove(string feedId, Func<long, bool> isMeant)
    {
        lock (_changing)
        {
            return _feeds.TryGetValue(feedId, out var feed) && isMeant(feed.Epoch) && _feeds.TryRemove(feedId, out _) ? feed : null;
        }
    }

    private RunningFeed Start(string feedId, long epoch, FeedAssignment assignment, IExchangeAdapter adapter, FeedHold? hold)
    {
        var sink = new FeedSink(feedId, epoch, assignment, adapter, _router, (_, _) => Publish(feedId)) { Hold = hold };
        sink.Follow(assignment.Markets, assignment.Changed);
        var plan = new FeedPlan(feedId, assignment.Exchange, assignment.Endpoint, assignment.Address, assignment.Markets) { TradeStream = assignment.TradeStream, Changed = assignment.Changed };
        var connection = new FeedConnection(plan, adapter, sink, _context);
        var feed = new RunningFeed(feedId, epoch, assignment, connection, sink, _silo, _context.Mode, _clock);
        connection.Start();
        return feed;
    }

    // A connection may take its time to end, in a name look-up above all: nobody waits for it but the end of the silo.
    private void StopLater(string feedId, Task stopping)
    {
        _stopping.TryAdd(stopping, feedId);
        _ = stopping.ContinueWith(
            static (task, stopping) => ((ConcurrentDictionary<Task, string>)stopping!).TryRemove(task, out _),
            _stopping,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    // Its markets are read here no longer, unless a new owner came meanwhile.
    private async Task AbandonAsync(string feedId, RunningFeed feed)
    {
        await StopAsync(feedId, feed);
        lock (_changing)
        {
            if (!_feeds.ContainsKey(feedId))
            {
                feed.Keep([]);
            }
        }
    }

    private async Task StopAsync(string feedId, RunningFeed feed)
    {
        try
        {
            await feed.Connection.DisposeAsync();
        }
        catch (Exception e)
        {
            FeedMetrics.StopFailures.Add(1);
            FeedLog.StopFailed(_logger, feedId, e);
        }
    }

    private void Publish(string feedId)
    {
        if (View(feedId) is { } view)
        {
            _screen.Publish(EventKinds.Feed, null, view);
            FeedNotices.Tell(_notifier, view);
        }
    }
}
