using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Signals;

/// <summary>
/// Simulated and replayed markets: bars are evaluated in (bar time, symbol) order, and a bar only when every symbol has
/// reached it and the signals of the one before are settled. So a run is a function of its trades, not of its threads.
/// </summary>
internal sealed class OrderedSchedule(IGrainFactory grains, CycleClock cycle, TimeProvider clock, ILogger<OrderedSchedule> logger)
    : BackgroundService, IEvaluationSchedule
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _ready = new(StringComparer.Ordinal);
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, long> _evaluated = new(StringComparer.Ordinal);
    private string? _failure;
    private bool _isComplete;

    public string? Obstacle
    {
        get
        {
            lock (_gate)
            {
                if (_failure is not null || _ready.Count == 0)
                {
                    return _failure;
                }

                var slowest = _ready.MinBy(item => item.Value);
                return _ready.Values.Max() > slowest.Value ? $"the others wait for {slowest.Key}" : null;
            }
        }
    }

    public void Expect(string symbol)
    {
        lock (_gate)
        {
            _ready.TryAdd(symbol, 0);
        }
    }

    public void Leave(string symbol)
    {
        lock (_gate)
        {
            _ready.Remove(symbol);
        }

        _changed.Writer.TryWrite(true);
    }

    public void OnReady(string symbol, long closeUnixMs)
    {
        lock (_gate)
        {
            _ready[symbol] = Math.Max(_ready.GetValueOrDefault(symbol), closeUnixMs);
        }

        _changed.Writer.TryWrite(true);
    }

    public Task CompleteAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _isComplete = true;
        }

        _changed.Writer.TryWrite(true);
        return _done.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _changed.Reader.ReadAllAsync(stoppingToken))
        {
            while (NextCycle() is { } close)
            {
                await TryEvaluateAsync(close, stoppingToken);
            }

            if (Volatile.Read(ref _isComplete))
            {
                _done.TrySetResult();
            }
        }
    }

    private long? NextCycle()
    {
        lock (_gate)
        {
            if (_ready.Count == 0)
            {
                return null;
            }

            // With every symbol at its end the furthest one decides; until then the slowest does.
            var through = _isComplete ? _ready.Values.Max() : _ready.Values.Min();
            return _ready.Keys.Any(symbol => through > _evaluated.GetValueOrDefault(symbol)) ? through : null;
        }
    }

    // A store or an account that fails must not end the evaluation of all: it is tried again, and health tells.
    private async Task TryEvaluateAsync(long through, CancellationToken cancellationToken)
    {
        try
        {
            await EvaluateAsync(through, cancellationToken);
            Fail(null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            OutboxMetrics.EvaluationFailures.Add(1);
            if (Fail($"evaluation fails: {e.Message}"))
            {
                ScheduleLog.Failed(logger, e);
            }

            await Task.Delay(Retry, clock, cancellationToken);
        }
    }

    // Whether that is news.
    private bool Fail(string? failure)
    {
        lock (_gate)
        {
            var isNews = _failure is null && failure is not null;
            _failure = failure;
            return isNews;
        }
    }

    private async Task EvaluateAsync(long through, CancellationToken cancellationToken)
    {
        string[] symbols;
        lock (_gate)
        {
            symbols = [.. _ready.Keys];
        }

        for (var close = await FirstCloseAsync(symbols, through, cancellationToken); close is { } at; close = await FirstCloseAsync(symbols, through, cancellationToken))
        {
            cycle.Set(at);
            foreach (var symbol in symbols)
            {
                await SettleAsync(symbol, await CallAsync(() => grains.GetGrain<ISymbolGrain>(symbol).EvaluateAsync(at), cancellationToken), cancellationToken);
            }
        }

        // One that came meanwhile has bars of its own up to there.
        lock (_gate)
        {
            Array.ForEach(symbols, symbol => _evaluated[symbol] = through);
        }
    }

    private async Task<long?> FirstCloseAsync(string[] symbols, long through, CancellationToken cancellationToken)
    {
        long? first = null;
        foreach (var symbol in symbols)
        {
            var next = await grains.GetGrain<ISymbolGrain>(symbol).NextReadyAsync().AsTask().WaitAsync(cancellationToken);
            if (next > 0 && next <= through && (first is null || next < first))
            {
                first = next;
            }
        }

        return first;
    }

    private async Task SettleAsync(string symbol, IReadOnlyList<string> signals, CancellationToken cancellationToken)
    {
        var executor = grains.GetGrain<IExecutorGrain>(IExecutorGrain.Key);
        foreach (var id in signals)
        {
            while (await CallAsync(() => executor.SettleAsync(id), cancellationToken) is null)
            {
                // The nudge was lost or is late: the outbox sends again.
                await CallAsync(async () => { await grains.GetGrain<ISymbolGrain>(symbol).EnsureAsync(); return true; }, cancellationToken);
            }
        }
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await call().WaitAsync(cancellationToken);
            }
            catch (TimeoutException e) when (!cancellationToken.IsCancellationRequested)
            {
                ScheduleLog.CallTimedOut(logger, e);
            }
        }
    }
}
