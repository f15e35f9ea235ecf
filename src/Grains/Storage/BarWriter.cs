using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;

namespace SqueezeFlow.Grains.Storage;

/// <summary>
/// Writes the rows of all symbol grains of a silo, one transaction at a time. While the store fails rows wait in bounded
/// memory and are written when it works again; what has to be dropped is counted and shown. Safe for concurrent use.
/// </summary>
/// <remarks>Rows are numbered by the transaction that takes them, so that whoever has handed some in can tell when other processes would find them.</remarks>
public sealed class BarWriter(IBarStore store, IOptions<BarWriterOptions> options, TimeProvider clock, ILogger<BarWriter> logger, IWriteProgress? progress = null)
    : BackgroundService, IHealthProbe
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // Symbols leave a silo by the dozen: each transaction of its own would write once more what all the others count meanwhile.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly PendingRows _pending = new();
    private readonly Queue<(long Number, long Mark)> _underWay = new();
    private readonly List<(long Number, long Mark, Action Act)> _acts = [];
    private long _next = 1;
    private long _stored;
    private string? _error;
    private long _dropped;
    private long _written;
    private DateTimeOffset? _lastWrite;
    private Task? _gathering;

    /// <inheritdoc/>
    public bool IsRequired => true;

    /// <summary>Rows that wait for their transaction.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>Number of the transaction after which everything taken so far is written.</summary>
    public long TakenThrough
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count > 0 ? _next : _next - 1;
            }
        }
    }

    /// <summary>Number of the last transaction that has arrived where other processes find it, whatever becomes of this one; so have all before it.</summary>
    public long StoredThrough
    {
        get
        {
            var stored = progress?.Stored ?? long.MaxValue;
            lock (_gate)
            {
                while (_underWay.TryPeek(out var write) && write.Mark <= stored)
                {
                    _stored = _underWay.Dequeue().Number;
                }

                return _stored;
            }
        }
    }

    /// <summary>Takes rows; never waits.</summary>
    public void Add(IReadOnlyList<BarRow> bars, IReadOnlyList<LedgerRun> ledger, IReadOnlyList<Gap> gaps, IReadOnlyList<StoredPosition>? positions = null)
    {
        lock (_gate)
        {
            _pending.Add(bars, ledger, gaps, positions);
            var shed = _pending.Shed(options.Value.Capacity);
            if (shed > 0)
            {
                _dropped += shed;
                BarWriterMetrics.Dropped.Add(shed);
            }
        }
    }

    /// <summary>Writes everything taken so far.</summary>
    /// <exception cref="IOException">The store failed; the rows are kept.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            StoreWrite write;
            long number;
            lock (_gate)
            {
                if (_pending.Count == 0)
                {
                    return;
                }

                number = _next++;
                write = _pending.Take();
            }

            await WriteAsync(write, number, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Does something once everything taken so far has arrived where other processes find it, and all that was written there beside: what a killed process had not sent.</summary>
    public void WhenStored(Action act)
    {
        var mark = progress?.Written ?? 0;
        lock (_gate)
        {
            _acts.Add((_pending.Count > 0 ? _next : _next - 1, mark, act));
        }

        ActOnStored();
    }

    /// <summary>Back when everything taken so far has arrived where other processes find it. Those who ask at the same time share a transaction.</summary>
    /// <param name="patience">How long to wait for it at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it has arrived.</returns>
    /// <exception cref="IOException">The store failed; the rows are kept.</exception>
    public async Task<bool> StoredAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var wanted = TakenThrough;
        await GatherAsync().WaitAsync(cancellationToken);
        for (var since = clock.GetTimestamp(); StoredThrough < wanted;)
        {
            if (clock.GetElapsedTime(since) >= patience)
            {
                return false;
            }

            await Task.Delay(Look, clock, cancellationToken);
        }

        return true;
    }

    /// <inheritdoc/>
    public ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var figures = new Dictionary<string, double>
            {
                ["pendingRows"] = _pending.Count,
                ["capacityRows"] = options.Value.Capacity,
                ["writtenRows"] = _written,
                ["droppedRows"] = _dropped,
            };
            var (level, reason) = (_error, _dropped) switch
            {
                (null, 0) => (HealthLevels.Healthy, _lastWrite is { } at ? $"last write at {at.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z" : "nothing written yet"),
                (null, var n) => (HealthLevels.Degraded, $"{n} one-second bars were dropped while the store failed"),
                ({ } e, _) => (HealthLevels.Unhealthy, $"rows wait in memory: {e}"),
            };
            return new(new HealthPart("bars", level, reason, figures));
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Whatever time others have left of the stop: what was taken is written.
        using var timeout = new CancellationTokenSource(StopTime, clock);
        await FlushAsync(timeout.Token);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await FlushAsync(stoppingToken);
                ActOnStored();
            }
            catch (IOException)
            {
                // Counted and reported where it was caught first; the rows wait for the next tick.
                BarWriterMetrics.Failed.Add(1);
            }
        }
    }

    private Task GatherAsync()
    {
        lock (_gate)
        {
            return _gathering ??= FlushLaterAsync();
        }
    }

    private async Task FlushLaterAsync()
    {
        await Task.Delay(Gathering, clock);
        lock (_gate)
        {
            _gathering = null;
        }

        await FlushAsync(CancellationToken.None);
    }

    private void ActOnStored()
    {
        var (number, mark) = (StoredThrough, progress?.Stored ?? 0);
        bool IsDue((long Number, long Mark, Action) one) => one.Number <= number && one.Mark <= mark;
        List<Action> due;
        lock (_gate)
        {
            due = [.. _acts.Where(IsDue).Select(one => one.Act)];
            _acts.RemoveAll(IsDue);
        }

        due.ForEach(act => act());
    }

    private async Task WriteAsync(StoreWrite write, long number, CancellationToken cancellationToken)
    {
        try
        {
            await store.WriteAsync(write, cancellationToken);
            Succeed(write.Bars.Count, number);
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _pending.Restore(write);
                if (_error is null)
                {
                    BarWriterLog.Failed(logger, e);
                }

                _error = e.Message;
            }

            throw;
        }
    }

    private void Succeed(int rows, long number)
    {
        var mark = progress?.Written ?? 0;
        _ = StoredThrough;
        lock (_gate)
        {
            _underWay.Enqueue((number, mark));
            if (_error is not null)
            {
                BarWriterLog.Recovered(logger, rows);
            }

            _error = null;
            _written += rows;
            _lastWrite = clock.GetUtcNow();
            BarWriterMetrics.Written.Add(rows);
        }
    }
}
