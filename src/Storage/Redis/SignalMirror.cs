using Microsoft.Extensions.Hosting;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Redis.Server;

namespace SqueezeFlow.Storage.Redis;

/// <summary>
/// Publishes signals to Redis beside the flow, in the order in which they were given. What was given while Redis was away, or while nobody published, follows
/// from the record. Nobody waits for it, and it ends nobody, whatever Redis does.
/// </summary>
public sealed class SignalMirror : BackgroundService
{
    /// <summary>Time that a stop leaves for what still waits; the rest follows after the next start.</summary>
    internal static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(5);
    private const int MostUnsaved = 100;

    private readonly MirrorQueue _queue;
    private readonly ISignalPublisher _record;
    private readonly PublishedSignals _published;
    private readonly IRedisServer _server;
    private readonly CircuitBreaker _breaker;
    private readonly IMarketClock _market;
    private readonly TimeProvider _clock;
    private readonly MirrorJournal _journal;
    private readonly CancellationTokenSource _over = new();
    private int _underway;

    internal SignalMirror(
        MirrorQueue queue,
        ISignalPublisher record,
        PublishedSignals published,
        IRedisServer server,
        CircuitBreaker breaker,
        IMarketClock market,
        TimeProvider clock,
        MirrorJournal journal)
    {
        (_queue, _record, _published, _server) = (queue, record, published, server);
        (_breaker, _market, _clock, _journal) = (breaker, market, clock, journal);
    }

    /// <summary>How it goes.</summary>
    public MirrorStatus Status => _journal.Report(_server.IsConnected, _queue.Count + Volatile.Read(ref _underway));

    /// <summary>Connects to the server. A start does so itself; this one is for failing early.</summary>
    /// <exception cref="RedisUnusableException">The server cannot be used; the message names setting, value and fix.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) => _server.OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Complete();
        await using var timeout = _clock.CreateTimer(_ => _over.Cancel(), null, StopTimeout, Timeout.InfiniteTimeSpan);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _over.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var over = _over.Token;
        await RestoreAsync(over).ConfigureAwait(false);
        do
        {
            await CatchUpAsync(over).ConfigureAwait(false);
            while (_queue.TryTake(out var signal))
            {
                await (signal is null ? MarkActivityAsync(over) : PublishAsync([signal], over)).ConfigureAwait(false);
                await CatchUpAsync(over).ConfigureAwait(false);
            }

            await SaveAsync(1, over).ConfigureAwait(false);
        }
        while (await _queue.WaitAsync(over).ConfigureAwait(false));
    }

    // Without knowing what is published everything would come again.
    private async Task RestoreAsync(CancellationToken over)
    {
        while (!await TryStoreAsync(() => _published.LoadAsync(over), over).ConfigureAwait(false))
        {
            await Task.Delay(StoreRetry, _clock, over).ConfigureAwait(false);
        }
    }

    private async Task CatchUpAsync(CancellationToken over)
    {
        if (!_queue.IsBehind || _market.NowUnixMs is not { } now)
        {
            return;
        }

        // What finds no room from here on is looked up again. What waits is in the record, or is about to be.
        _queue.IsBehind = false;
        List<Signal> missed = [];
        while (_queue.TryTake(out var waiting))
        {
            missed.AddRange(waiting is null ? [] : [waiting]);
        }

        // What is older would be published for nobody.
        var since = now - (long)SignalBoard.Life.TotalMilliseconds;
        var isRead = await TryStoreAsync(
            async () =>
            {
                var records = await _record.ReadAsync(null, PublishedSignals.Capacity, over).ConfigureAwait(false);
                missed.AddRange(records.Select(record => record.Signal).Where(signal => signal.BarCloseUnixMs >= since));
            },
            over).ConfigureAwait(false);
        if (!isRead)
        {
            _queue.IsBehind = true;
        }

        Signal[] inOrder =
        [
            .. missed.Where(signal => !_published.Contains(signal.Id)).DistinctBy(signal => signal.Id)
                .OrderBy(signal => signal.BarCloseUnixMs).ThenBy(signal => signal.Pair, StringComparer.Ordinal).ThenBy(signal => signal.Action),
        ];
        await PublishAsync(inOrder, over).ConfigureAwait(false);
    }

    private async Task PublishAsync(Signal[] signals, CancellationToken over)
    {
        Volatile.Write(ref _underway, signals.Length);
        foreach (var signal in signals)
        {
            while (!_published.Contains(signal.Id))
            {
                await Task.Delay(_breaker.Wait, _clock, over).ConfigureAwait(false);
                await TryPublishAsync(signal, over).ConfigureAwait(false);
            }

            Interlocked.Decrement(ref _underway);
            await SaveAsync(MostUnsaved, over).ConfigureAwait(false);
        }
    }

    private async Task TryPublishAsync(Signal signal, CancellationToken over)
    {
        try
        {
            var validFor = SignalBoard.ValidFor(signal, _market.NowUnixMs);
            var receipt = await _server.PublishAsync(signal, validFor, over).ConfigureAwait(false);
            _breaker.Succeed();
            _journal.Published(signal.Id, receipt, isLate: validFor is null);
            _published.Add(signal.Id);
        }
        catch (IOException failure)
        {
            _breaker.Fail();
            _journal.Failed(failure.Message);
        }
        catch (Exception failure) when (!over.IsCancellationRequested)
        {
            // A signal that nobody can write must not hold up the others, and would fail again.
            _journal.Refused(signal.Id, $"{failure.GetType().Name}: {failure.Message}");
            _published.Add(signal.Id);
        }
    }

    // While Redis is away the time is dropped: the next one is better.
    private async Task MarkActivityAsync(CancellationToken over)
    {
        var at = _queue.Activity;
        if (_breaker.Wait > TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await _server.MarkActivityAsync(at, over).ConfigureAwait(false);
            _breaker.Succeed();
            _journal.Answered();
        }
        catch (IOException failure)
        {
            _breaker.Fail();
            _journal.Failed(failure.Message);
        }
    }

    private async Task SaveAsync(int atLeast, CancellationToken over)
    {
        if (_published.Unsaved >= atLeast)
        {
            await TryStoreAsync(() => _published.SaveAsync(over), over).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryStoreAsync(Func<Task> call, CancellationToken over)
    {
        try
        {
            await call().ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (!over.IsCancellationRequested)
        {
            _journal.StoreFailed(failure);
            return false;
        }
    }
}
