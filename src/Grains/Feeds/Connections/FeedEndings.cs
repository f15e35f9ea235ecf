using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>Connections that are about to end. One may take its time, in a name look-up above all: nobody waits for it but the end of the silo. Safe for concurrent use.</summary>
internal sealed class FeedEndings(FeedTable feeds, TimeProvider clock, ILogger logger)
{
    // A thread may hang in a name that is looked up, or in trades that nobody takes: it ends with the process.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1.5);

    private readonly ConcurrentDictionary<Task, string> _underway = new();

    /// <summary>Ends a connection; done when it has ended.</summary>
    public Task End(string feedId, RunningFeed feed) => Follow(feedId, EndAsync(feedId, feed));

    /// <summary>Ends a connection whose markets are read here no longer, unless a new owner came meanwhile.</summary>
    public Task Abandon(string feedId, RunningFeed feed) => Follow(feedId, AbandonAsync(feedId, feed));

    /// <summary>Waits until all have ended, and tells which have not in time.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(Task.WhenAll(_underway.Keys), Task.Delay(LongestWait, clock, cancellationToken));
        if (_underway.Where(end => !end.Key.IsCompleted).Select(end => end.Value).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } left)
        {
            FeedMetrics.Left.Add(left.Length);
            FeedLog.Left(logger, left);
        }
    }

    private Task Follow(string feedId, Task ending)
    {
        _underway.TryAdd(ending, feedId);
        _ = ending.ContinueWith(
            static (task, underway) => ((ConcurrentDictionary<Task, string>)underway!).TryRemove(task, out _),
            _underway,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return ending;
    }

    private async Task AbandonAsync(string feedId, RunningFeed feed)
    {
        await EndAsync(feedId, feed);
        feeds.UnlessRunning(feedId, () => feed.Keep([]));
    }

    private async Task EndAsync(string feedId, RunningFeed feed)
    {
        try
        {
            await feed.Connection.DisposeAsync();
        }
        catch (Exception e)
        {
            FeedMetrics.StopFailures.Add(1);
            FeedLog.StopFailed(logger, feedId, e);
        }
    }
}
