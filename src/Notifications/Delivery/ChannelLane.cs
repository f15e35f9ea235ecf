using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Notifications.Messages;
using SqueezeFlow.Notifications.Settings;

namespace SqueezeFlow.Notifications.Delivery;

/// <summary>
/// One channel with what waits for it: sends at its own pace, tries again, and holds up nobody, other channels included. Messages go one after
/// another.
/// </summary>
internal sealed class ChannelLane(
    IChannel channel, ChannelOptions options, NotificationOptions common, MessageMaker maker, TimeProvider clock, ILogger logger)
{
    private readonly NoticeQueue _queue = new(common.QueueCapacity);
    private readonly SendWindow _window = new(options.MaxPerMinute, clock);
    private readonly ChannelFigures _figures = new(channel.Name, clock, logger);
    private OutgoingMessage? _unsent;

    /// <summary>The channel's name.</summary>
    public string Name => channel.Name;

    /// <summary>How it does.</summary>
    public ChannelStatus Status => _figures.Read(_queue.Count);

    /// <summary>Lets a notice wait for its turn, when it is told here.</summary>
    public void Offer(TimedNotice notice)
    {
        if (options.Wants(notice.Notice.Kind) && !_queue.Add(notice))
        {
            _figures.Drop(1);
        }
    }

    /// <summary>Sends until it is stopped.</summary>
    /// <param name="stopping">Nothing is waited for any more.</param>
    /// <param name="end">Whatever is under way is given up.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken end)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await _queue.Arrived.WaitAsync(stopping);
                await Task.Delay(_window.Wait, clock, stopping);
                if (_window.Room is > 0 and var room && _queue.Take(room) is { Count: > 0 } notices)
                {
                    _unsent = maker.Of(notices);
                    await DeliverAsync(_unsent, stopping, end);
                    _unsent = null;
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What waits is looked after when the stop asks for it.
        }
    }

    /// <summary>Tries everything that waits once more, bundled, and says what is lost.</summary>
    public async Task DrainAsync(CancellationToken end)
    {
        List<OutgoingMessage> lost = [];
        while (Next() is { } message)
        {
            if (end.IsCancellationRequested || !await TryOnceAsync(message, end))
            {
                lost.Add(message);
            }
        }

        _figures.Lose(lost);
    }

    /// <summary>Makes one attempt with a message of its own, past everything that waits.</summary>
    public Task<SendOutcome> TestAsync(TimedNotice notice, CancellationToken cancellationToken) => AttemptAsync(maker.Of([notice]), cancellationToken);

    private OutgoingMessage? Next()
    {
        if (_unsent is { } message)
        {
            _unsent = null;
            return message;
        }

        return _queue.Take(0) is { Count: > 0 } notices ? maker.Of(notices) : null;
    }

    private async Task<bool> TryOnceAsync(OutgoingMessage message, CancellationToken end)
    {
        try
        {
            var outcome = await AttemptAsync(message, end);
            _figures.Note(outcome, isLast: true);
            return outcome.IsDelivered;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task DeliverAsync(OutgoingMessage message, CancellationToken stopping, CancellationToken end)
    {
        for (var attempts = 1; ; attempts++)
        {
            _window.Note();
            var outcome = await AttemptAsync(message, end);
            var isLast = outcome.IsDelivered || !outcome.MayRepeat || attempts > options.Retries;
            _figures.Note(outcome, isLast);
            if (isLast)
            {
                return;
            }

            await Task.Delay(RetryPace.After(attempts, outcome.RetryAfter, Random.Shared.NextDouble()), clock, stopping);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What a channel did not foresee costs its message, never the messages after it; the count and the log say so.")]
    private async Task<SendOutcome> AttemptAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await channel.SendAsync(message, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SendOutcome.Missed($"no answer within {options.Timeout.TotalSeconds:0.#} s");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Its words may hold what the channel keeps to itself.
            return SendOutcome.Refused($"failed with {fault.GetType().Name}");
        }
    }
}
