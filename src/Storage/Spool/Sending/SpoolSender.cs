using Microsoft.Extensions.Hosting;
using SqueezeFlow.Storage.Files;
using SqueezeFlow.Storage.Spool.Fencing;
using SqueezeFlow.Storage.Spool.Segments;

namespace SqueezeFlow.Storage.Spool.Sending;

/// <summary>Sends what waits in the spool, in order and one batch at a time. Whatever the store does ends it in no way but its own stop.</summary>
internal sealed class SpoolSender : BackgroundService
{
    private readonly DiskSpool _spool;
    private readonly SpoolOptions _options;
    private readonly TimeProvider _clock;
    private readonly Retry _retry;
    private readonly Delivery _delivery;
    private readonly SpoolGate? _gate;
    private readonly CancellationTokenSource _over = new();

    public SpoolSender(DiskSpool spool, ISpoolTarget target, SpoolOptions options, TimeProvider clock, ISpoolFence? fence = null)
    {
        _gate = fence is null ? null : new(fence, target, spool.Journal);
        (_spool, _options, _clock) = (spool, options, clock);
        _retry = new(clock);
        var deadLetters = new DeadLetters(Path.Combine(Path.GetFullPath(options.Directory), "dead-letter"), options.DeadLetterMaxBytes, clock, spool.Journal);
        _delivery = new(target, _retry, deadLetters, spool.Journal);
    }

    /// <summary>Goes on sending for a while, unless the store is away; the rest stays on disk.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var goesOn = _spool.Journal.IsReachable && _options.StopTimeout > TimeSpan.Zero;
        if (!goesOn)
        {
            await _over.CancelAsync().ConfigureAwait(false);
        }

        await using var timeout = _clock.CreateTimer(_ => _over.Cancel(), null, goesOn ? _options.StopTimeout : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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
        try
        {
            var source = await _spool.OpenAsync(over).ConfigureAwait(false);
            while (true)
            {
                var change = _spool.NextChange;
                if (await SendNextAsync(source, over).ConfigureAwait(false))
                {
                    continue;
                }

                if (stoppingToken.IsCancellationRequested)
                {
                    return;
                }

                await change.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The rest follows after the next start.
        }
        finally
        {
            _spool.EndSending();
        }
    }

    // False when nothing waits.
    private async Task<bool> SendNextAsync(SegmentSource source, CancellationToken over)
    {
        try
        {
            LoadedBatch? loaded = null;
            SpoolBatch sent = default;
            var answer = await _retry.RunAsync(
                async stop =>
                {
                    (loaded, sent, var result) = await TryNextAsync(source, stop).ConfigureAwait(false);
                    return result;
                },
                over).ConfigureAwait(false);
            if (loaded is not { } batch)
            {
                return false;
            }

            await _delivery.FinishAsync(sent, answer, (part, stop) => TrySendAsync(batch.Segment, part, stop), over).ConfigureAwait(false);
            _spool.Settle(source, batch);
            return true;
        }
        finally
        {
            source.Release();
        }
    }

    // Between two tries the segment may be dropped, so each begins with what is the oldest then.
    private async ValueTask<(LoadedBatch? Loaded, SpoolBatch Sent, SendResult Result)> TryNextAsync(SegmentSource source, CancellationToken over)
    {
        try
        {
            if (source.Load() is not { } loaded)
            {
                await (_gate?.FinishAsync(over) ?? Task.CompletedTask).ConfigureAwait(false);
                return default;
            }

            var (sent, result) = await TrySendAsync(loaded.Segment, loaded.Batch, over).ConfigureAwait(false);
            if (result.Verdict == SendVerdict.Unreachable)
            {
                source.Release();
            }

            return (loaded, sent, result);
        }
        catch (Exception failure) when (DiskFault.IsCause(failure))
        {
            source.Release();
            _spool.Journal.DiskFailed(failure);
            _spool.Journal.Failed(failure.Message);
            return (null, default, new(SendVerdict.Unreachable, failure.Message));
        }
    }

    private async ValueTask<(SpoolBatch Sent, SendResult Result)> TrySendAsync(long segment, SpoolBatch batch, CancellationToken over) => _gate is null
        ? (batch, await _delivery.TrySendAsync(batch, over).ConfigureAwait(false))
        : await TrySendFencedAsync(_gate, segment, batch, over).ConfigureAwait(false);

    private async ValueTask<(SpoolBatch Sent, SendResult Result)> TrySendFencedAsync(SpoolGate gate, long segment, SpoolBatch batch, CancellationToken over)
    {
        var passage = await gate.PassAsync(_spool.RunOf(segment), batch, over).ConfigureAwait(false);
        if (passage.Words is { } words)
        {
            _spool.Journal.Failed(words);
            return (default, new(SendVerdict.Unreachable, words));
        }

        if (passage.Batch.Points == 0)
        {
            return (passage.Batch, new(SendVerdict.Taken));
        }

        // What is on its way longer than that may arrive after another process has begun to write.
        using var limit = new CancellationTokenSource(passage.ValidFor, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, over);
        try
        {
            return (passage.Batch, await _delivery.TrySendAsync(passage.Batch, either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!over.IsCancellationRequested)
        {
            const string Late = "no answer came while its markets were certainly this process's own";
            _spool.Journal.Failed(Late);
            return (default, new(SendVerdict.Unreachable, Late));
        }
    }
}
