using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>
/// The sockets of one silo. Feed grains say what runs here and renew their lease; a connection whose owner has gone
/// silent is closed. Safe for concurrent use.
/// </summary>
public sealed class FeedHost : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, RunningFeed> _feeds = new(StringComparer.Ordinal);
    private readonly TradeRouter _router;
    private readonly IScreen _screen;
    private readonly IOptions<FeedOptions> _options;
    private readonly FrameRecorder? _recorder;
    private readonly IFeedAccess _access;
    private readonly TimeProvider _clock;
    private readonly ILogger<FeedHost> _logger;
    private readonly string _silo;
    private readonly bool _isSimulated;

    /// <summary>Made by the silo's container.</summary>
    public FeedHost(
        TradeRouter router,
        IScreen screen,
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
        _options = options;
        _recorder = recorders.FirstOrDefault();
        _access = access;
        _clock = clock;
        _silo = silo.Name;
        _isSimulated = evaluation.Value.Ordered;
        _logger = logger;
    }

    /// <summary>All feeds of this silo, in ordinal order.</summary>
    public IReadOnlyList<FeedView> Views
    {
        get
        {
            var now = _clock.GetUtcNow();
            return [.. _feeds.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value.ToView(now))];
        }
    }

    /// <summary>Whether a feed is connected with every subscription acknowledged.</summary>
    public bool IsSubscribed(string feedId) => _feeds.TryGetValue(feedId, out var feed) && feed.IsSubscribed;

    /// <summary>Generation of a feed that runs here; null when it does not.</summary>
    public long? EpochOf(string feedId) => _feeds.TryGetValue(feedId, out var feed) ? feed.Epoch : null;

    /// <summary>State of a feed; null when it does not run here.</summary>
    public FeedView? View(string feedId) => _feeds.TryGetValue(feedId, out var feed) ? feed.ToView(_clock.GetUtcNow()) : null;

    /// <summary>Runs a feed, or renews its lease when it runs with this generation already.</summary>
    internal void Run(string feedId, long epoch, FeedAssignment assignment)
    {
        if (_feeds.TryGetValue(feedId, out var running) && running.Epoch == epoch)
        {
            running.RenewedAt = _clock.GetUtcNow();
            return;
        }

        if (!ExchangeCatalog.TryGet(assignment.Exchange, out var adapter))
        {
            throw new InvalidOperationException($"feed {feedId} names exchange {assignment.Exchange}, which this program does not know");
        }

        var sink = new FeedSink(feedId, epoch, assignment, adapter, _router, (_, _) => Tell(feedId));
        sink.Follow(assignment.Markets, assignment.Changed);
        var plan = new FeedPlan(feedId, assignment.Exchange, assignment.Endpoint, assignment.Address, assignment.Markets) { TradeStream = assignment.TradeStream, Changed = assignment.Changed };
        var connection = new FeedConnection(plan, adapter, sink, _options.Value, _clock, _logger, _recorder, _access);
        _feeds[feedId] = new(feedId, epoch, assignment, connection, sink, _silo, _isSimulated, _clock.GetUtcNow());
        connection.Start();
        if (running is not null)
        {
            // The old generation dies after the new one runs; what it still sends is refused as repeated.
            _ = StopAsync(running);
        }
    }

    /// <summary>Reads other markets on a connection that goes on.</summary>
    internal void Change(string feedId, FeedAssignment assignment)
    {
        if (_feeds.TryGetValue(feedId, out var feed))
        {
            feed.Change(assignment);
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

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_feeds.Values.Select(StopAsync));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = _clock.GetUtcNow();
            foreach (var (id, feed) in _feeds)
            {
                feed.Sample(now);
                if (now - feed.RenewedAt > Lease && _feeds.TryRemove(id, out _))
                {
                    FeedLog.LeaseLost(_logger, id);
                    await StopAsync(feed);
                }
            }
        }
    }

    private static async Task StopAsync(RunningFeed feed)
    {
        await feed.Connection.StopAsync();
        await feed.Connection.DisposeAsync();
    }

    private void Tell(string feedId)
    {
        if (View(feedId) is { } view)
        {
            _screen.Publish("feed", null, view);
        }
    }
}
