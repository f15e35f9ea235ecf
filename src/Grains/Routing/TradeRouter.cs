using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Trades;
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

    // How often a lane that keeps trades asks how far they are stored.
    private static readonly TimeSpan Question = TimeSpan.FromSeconds(2);

    // The same where the silo leaves.
    private static readonly TimeSpan LastQuestion = TimeSpan.FromMilliseconds(500);

    // Lanes leave in groups: a wake-up a lane would cost more than the wait.
    private const int SlotsPerInterval = 5;

    private readonly ConcurrentDictionary<string, SymbolLane> _lanes = new(StringComparer.Ordinal);
    private readonly IGrainFactory _grains;
    private readonly RouterContext _context;
    private readonly ConcurrentQueue<(SymbolLane Lane, long At)> _scheduled = new();
    private readonly ConcurrentQueue<(SymbolLane Lane, long At)> _questions = new();
    private readonly ConcurrentQueue<SymbolLane> _hurried = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly ITimer _timer;
    private int _isWoken;
    private int _isAsleep;

    /// <summary>Made by the silo's container.</summary>
    public TradeRouter(
        IGrainFactory grains,
        IEvaluationSchedule schedule,
        IOptions<RouterOptions> options,
        IOptions<EvaluationOptions> evaluation,
        TimeProvider clock,
        ILogger<TradeRouter> logger,
        KeptTrades? kept = null,
        BatchSource? source = null)
    {
        _grains = grains;
        var registry = grains.GetGrain<IRegistryGrain>(IRegistryGrain.Key);
        _context = new(
            options.Value,
            Timeframe.Parse(evaluation.Value.Timeframe),
            clock,
            logger,
            schedule,
            (source ?? new()).Name,
            symbol => registry.AddSymbolsAsync(new[] { symbol }),
            Schedule,
            HurryUp)
        { Kept = kept, ScheduleQuestion = ScheduleQuestion };
        _timer = clock.CreateTimer(static router => ((TradeRouter)router!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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

    /// <summary>Trades that are not known to be stored for all silos.</summary>
    internal long Unstored => _lanes.Values.Sum(lane => (long)lane.Unstored);

    /// <summary>Where several silos share one store: waits until everything handed in so far has been counted, and is stored for all of them.</summary>
    internal async Task HandOverAsync(CancellationToken cancellationToken)
    {
        while (_lanes.Values.Where(lane => !lane.IsIdle || lane.Unstored > 0).ToList() is { Count: > 0 } left)
        {
            left.ForEach(lane => lane.AskNow());
            await Task.Delay(LastQuestion, _context.Clock, cancellationToken);
        }
    }

    /// <summary>Waits until everything handed in so far has been counted by its symbol grain.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (_lanes.Values.Any(l => !l.IsIdle))
        {
            foreach (var lane in _lanes.Values.Where(l => !l.IsIdle))
            {
                HurryUp(lane);
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

        LogLeft();
        foreach (var lane in _lanes.Values)
        {
            lane.Release();
        }

        await base.StopAsync(cancellationToken);
        await _timer.DisposeAsync();
        await Task.WhenAll(_lanes.Values.Select(l => l.LastSending)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void LogLeft()
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
        _timer.Dispose();
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            while (_hurried.TryDequeue(out var hurried))
            {
                hurried.Flush(stoppingToken);
            }

            while (_scheduled.TryPeek(out var next) && _context.Clock.GetTimestamp() >= next.At && _scheduled.TryDequeue(out next))
            {
                next.Lane.Flush(stoppingToken);
            }

            while (_questions.TryPeek(out var question) && _context.Clock.GetTimestamp() >= question.At && _questions.TryDequeue(out question))
            {
                question.Lane.Ask(stoppingToken);
            }

            await SleepAsync(stoppingToken);
        }
    }

    // Whoever hands something in looks whether the router sleeps, after it has queued its lane; the router looks at the queues, after it has said
    // that it sleeps: one of the two sees the other.
    private async Task SleepAsync(CancellationToken stoppingToken)
    {
        Interlocked.Exchange(ref _isAsleep, 1);
        if (_hurried.IsEmpty)
        {
            if (_scheduled.TryPeek(out var next))
            {
                // Whoever is scheduled now comes after this one: nobody need wake the router for it.
                Interlocked.Exchange(ref _isAsleep, 0);
                SetTimer(_questions.TryPeek(out var sooner) ? Math.Min(next.At, sooner.At) : next.At);
            }
            else if (_questions.TryPeek(out var question))
            {
                SetTimer(question.At);
            }

            await _wake.WaitAsync(stoppingToken);
            Interlocked.Exchange(ref _isWoken, 0);
        }

        Interlocked.Exchange(ref _isAsleep, 0);
    }

    private void SetTimer(long at)
    {
        var slot = _context.Options.FlushInterval / SlotsPerInterval;
        var left = _context.Clock.GetElapsedTime(_context.Clock.GetTimestamp(), at);
        _timer.Change(left > slot ? left : slot, Timeout.InfiniteTimeSpan);
    }

    private SymbolLane CreateLane(string symbol)
    {
        return new SymbolLane(symbol, _grains.GetGrain<ISymbolGrain>(symbol), _context);
    }

    // All wait equally long, so the queue is in the order of their times.
    private void Schedule(SymbolLane lane)
    {
        var wait = _context.Options.FlushInterval * (SlotsPerInterval - 1) / SlotsPerInterval;
        var at = _context.Clock.GetTimestamp() + (long)(wait.TotalSeconds * _context.Clock.TimestampFrequency);
        _scheduled.Enqueue((lane, at));
        if (Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            Wake();
        }
    }

    private void ScheduleQuestion(SymbolLane lane)
    {
        _questions.Enqueue((lane, _context.Clock.GetTimestamp() + (long)(Question.TotalSeconds * _context.Clock.TimestampFrequency)));
        if (Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            Wake();
        }
    }

    private void HurryUp(SymbolLane lane)
    {
        if (lane.TryCallFor())
        {
            _hurried.Enqueue(lane);
            Wake();
        }
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _isWoken, 1) == 0)
        {
            _wake.Release();
        }
    }
}
