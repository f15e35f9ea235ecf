using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Notifications.Delivery;
using SqueezeFlow.Notifications.Gate;
using SqueezeFlow.Notifications.Messages;
using SqueezeFlow.Notifications.Settings;

namespace SqueezeFlow.Notifications;

/// <summary>Takes notices, decides what is told, and has every channel tell it beside everything else. Safe for concurrent use.</summary>
public sealed class NotificationHub : INotifier, IHostedService, IDisposable
{
    private readonly NotificationOptions _options;
    private readonly TimeProvider _clock;
    private readonly NoticeGate _gate;
    private readonly ChannelLane[] _lanes;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;

    internal NotificationHub(IEnumerable<(IChannel Channel, ChannelOptions Options)> channels, NotificationOptions options, TimeProvider clock, ILogger logger)
    {
        (_options, _clock) = (options, clock);
        var maker = new MessageMaker(options);
        _lanes = [.. channels.Select(known => new ChannelLane(known.Channel, known.Options, options, maker, clock, logger))];
        _gate = new(options, clock, Offer);
        _timer = clock.CreateTimer(_ => Pass(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How every channel does.</summary>
    public IReadOnlyList<ChannelStatus> Status => [.. _lanes.Select(lane => lane.Status)];

    /// <inheritdoc/>
    public void Notify(Notice notice)
    {
        _gate.Take(notice);
        SetTimer();
    }

    /// <inheritdoc/>
    public void Withdraw(NoticeKind kind, string subject) => _gate.Withdraw(kind, subject);

    /// <summary>Sends a test over every channel at once, past all that waits; one attempt each.</summary>
    public async Task<IReadOnlyList<ChannelTest>> TestAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_lanes.Select(async lane =>
        {
            var notice = Notice.Of(NoticeKinds.Test, lane.Name, ("channel", lane.Name));
            var outcome = await lane.TestAsync(new(notice, _clock.GetUtcNow()), cancellationToken);
            return new ChannelTest(lane.Name, outcome.IsDelivered, outcome.Problem);
        }));

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.WhenAll(_lanes.Select(lane => Task.Run(() => lane.RunAsync(_stopping.Token, _end.Token), CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _timer.DisposeAsync();
        using var limit = new CancellationTokenSource(_options.StopTimeout, _clock);
        await using var late = limit.Token.Register(_end.Cancel);
        await using var hurried = cancellationToken.Register(_end.Cancel);
        await _stopping.CancelAsync();
        await _running;
        await Task.WhenAll(_lanes.Select(lane => lane.DrainAsync(_end.Token)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _stopping.Dispose();
        _end.Dispose();
    }

    private void Offer(TimedNotice notice)
    {
        foreach (var lane in _lanes)
        {
            lane.Offer(notice);
        }
    }

    private void Pass()
    {
        _gate.TellDue();
        SetTimer();
    }

    private void SetTimer()
    {
        if (_gate.NextDueAt is { } due)
        {
            var wait = due - _clock.GetUtcNow();
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }
}
