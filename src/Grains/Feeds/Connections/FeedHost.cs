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

    private readonly FeedTable _feeds = new();
    private readonly FeedEndings _endings;
    private readonly TradeRouter _router;
    private readonly IScreen _screen;
    private readonly INotifier _notifier;
    private readonly FeedContext _context;
    private readonly TimeProvider _clock;
    private readonly ILogger<FeedHost> _logger;
    private readonly string _silo;

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
        _endings = new(_feeds, clock, logger);
        Moves = new(_feeds, _endings, Prepare, notifier, clock);
    }

    /// <summary>All feeds of this silo, in ordinal order.</summary>
    public IReadOnlyList<FeedView> Views => [.. _feeds.All.Select(feed => feed.Value.ToView())];

    /// <summary>Feeds whose owner is on this silo.</summary>
    internal IReadOnlyList<string> Owned => [.. _feeds.All.Where(feed => feed.Value.IsOwned).Select(feed => feed.Key)];

    /// <summary>Connections that come from another silo, or go there.</summary>
    internal MovingFeeds Moves { get; }

    /// <summary>Whether a feed is connected with every subscription acknowledged.</summary>
    public bool IsSubscribed(string feedId) => _feeds.Find(feedId)?.IsSubscribed == true;

    /// <summary>Generation of a feed that runs here; null when it does not.</summary>
    public long? EpochOf(string feedId) => _feeds.Find(feedId)?.Epoch;

    /// <summary>State of a feed; null when it does not run here.</summary>
    public FeedView? View(string feedId) => _feeds.Find(feedId)?.ToView();

    /// <summary>Runs a feed, or renews its lease when it runs with this generation already; an earlier generation than what runs is no owner any more.</summary>
    internal void Run(string feedId, long epoch, FeedAssignment assignment) => Begin(feedId, epoch, assignment, null)?.Own();

    /// <summary>Closes the connection of this generation or an earlier one.</summary>
    internal void Close(string feedId, long epoch)
    {
        if (_feeds.TakeOut(feedId, running => running <= epoch) is { } feed)
        {
            _endings.Abandon(feedId, feed);
        }
    }

    /// <summary>Reads other markets on a connection of this generation that goes on.</summary>
    internal void Change(string feedId, long epoch, FeedAssignment assignment) => _feeds.Change(feedId, epoch, assignment);

    /// <summary>Closes a connection; it opens anew by itself.</summary>
    internal void Restart(string feedId) => _feeds.Find(feedId)?.Connection.Restart();

    /// <summary>Closes the connections whose owner has gone silent.</summary>
    internal void Expire()
    {
        foreach (var (id, feed) in _feeds.All)
        {
            if (_feeds.TakeOut(id, feed, IsOver))
            {
                FeedLog.LeaseLost(_logger, id);
                FeedNotices.Forget(_notifier, id);
                _endings.Abandon(id, feed);
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
        _feeds.Close();
        foreach (var (id, feed) in _feeds.All)
        {
            _ = _endings.End(id, feed);
        }

        await _endings.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (_, feed) in _feeds.All)
            {
                feed.Sample();
            }

            Expire();
        }
    }

    private static bool IsOver(RunningFeed feed) => feed.SinceRenewal > Lease || (feed.IsLeft(LongestSilence) && !feed.IsOwned);

    private void Prepare(string feedId, long epoch, FeedAssignment assignment) => Begin(feedId, epoch, assignment, new(_clock));

    private RunningFeed? Begin(string feedId, long epoch, FeedAssignment assignment, FeedHold? hold)
    {
        if (!ExchangeCatalog.TryGet(assignment.Exchange, out var adapter))
        {
            throw new InvalidOperationException($"feed {feedId} names exchange {assignment.Exchange}, which this program does not know");
        }

        var (begun, earlier) = _feeds.Begin(feedId, epoch, assignment, hold is not null, () => Start(feedId, epoch, assignment, adapter, hold));
        if (earlier is not null)
        {
            // The old generation dies after the new one runs; what it still sends is refused as repeated.
            earlier.Keep(assignment.Markets);
            _ = _endings.End(feedId, earlier);
        }

        return begun;
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

    private void Publish(string feedId)
    {
        if (View(feedId) is { } view)
        {
            _screen.Publish(EventKinds.Feed, null, view);
            FeedNotices.Tell(_notifier, view);
        }
    }
}
