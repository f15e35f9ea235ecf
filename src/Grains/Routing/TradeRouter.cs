using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Registry;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Routing;

/// <summary>
/// Merges the trades of all feeds of a silo per symbol and hands them to the symbol grains in batches. One per silo.
/// Reaches grains by reference only; safe for concurrent use.
/// </summary>
public sealed class TradeRouter : BackgroundService
{
    // Whatever a grain, the store or the account does: the rest of the stop needs time of its own.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, SymbolLane> _lanes = new(StringComparer.Ordinal);
    private readonly IGrainFactory _grains;
    private readonly RouterContext _context;
    private readonly ConcurrentQueue<SymbolLane> _urgent = new();
    private readonly SemaphoreSlim _wake = new(0);
    private int _isWoken;

    /// <summary>Made by the silo's container.</summary>
    public TradeRouter(IGrainFactory grains, IEvaluationSchedule schedule, IOptions<RouterOptions> options, TimeProvider clock, ILogger<TradeRouter> logger)
    {
        _grains = grains;
        var registry = grains.GetGrain<IRegistryGrain>("global");
        _context = new(options.Value, clock, logger, schedule, Guid.NewGuid().ToString("N"), symbol => registry.AddSymbolsAsync(new[] { symbol }), Urge);
    }

    /// <summary>Lanes by symbol.</summary>
    public IEnumerable<SymbolLane> Lanes => _lanes.Values;

    /// <summary>Opens the way of one market of one feed; its symbol grain is told of the market before the first trade, and of what has changed before the next.</summary>
    public MarketBuffer Open(string symbol, TrackedMarket market, string feedId)
    {
        var lane = _lanes.GetOrAdd(symbol, static (key, self) => self.CreateLane(key), this);
        if (lane.Buffers.FirstOrDefault(b => b.Market.Market == market.Market && b.FeedId == feedId && !b.IsEnded) is not { } buffer)
        {
            return lane.Add(market, feedId);
        }

        buffer.Learn(market);
        return buffer;
    }

    /// <summary>Waits until everything handed in so far has been counted by its symbol grain.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (_lanes.Values.Any(l => !l.IsIdle))
        {
            foreach (var lane in _lanes.Values.Where(l => !l.IsIdle))
            {
                Urge(lane);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), _context.Clock, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using (var patience = new CancellationTokenSource(StopTime, _context.Clock))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken))
        {
            await DrainAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        TellLeft();
        foreach (var lane in _lanes.Values)
        {
            lane.Release();
        }

        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_lanes.Values.Select(l => l.Sending)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void TellLeft()
    {
        foreach (var lane in _lanes.Values.Where(l => !l.IsIdle))
        {
            RouterMetrics.Left.Add(lane.Waiting);
            RouterLog.Left(_context.Logger, lane.Symbol, lane.Waiting);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lastTick = _context.Clock.GetTimestamp();
        while (true)
        {
            var left = _context.Options.FlushInterval - _context.Clock.GetElapsedTime(lastTick);
            if (left > TimeSpan.Zero && await _wake.WaitAsync(left, stoppingToken))
            {
                Interlocked.Exchange(ref _isWoken, 0);
                while (_urgent.TryDequeue(out var lane))
                {
                    lane.Flush(stoppingToken);
                }

                continue;
            }

            lastTick = _context.Clock.GetTimestamp();
            foreach (var lane in _lanes.Values)
            {
                lane.Flush(stoppingToken);
            }
        }
    }

    private SymbolLane CreateLane(string symbol)
    {
        return new SymbolLane(symbol, _grains.GetGrain<ISymbolGrain>(symbol), _context);
    }

    private void Urge(SymbolLane lane)
    {
        _urgent.Enqueue(lane);
        if (Interlocked.Exchange(ref _isWoken, 1) == 0)
        {
            _wake.Release();
        }
    }
}
