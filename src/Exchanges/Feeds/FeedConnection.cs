using Microsoft.Extensions.Logging;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Recording;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>
/// One connection to a venue: a thread of its own that dials, subscribes, reads and hands on trades, and dials again until it is
/// stopped. Nothing a venue sends ends it.
/// </summary>
public sealed class FeedConnection : IAsyncDisposable
{
    private readonly FeedLoop _loop;
    private readonly Lock _gate = new();
    private Thread? _thread;

    /// <summary>Prepares a connection; nothing is dialled before <see cref="Start"/>.</summary>
    /// <param name="plan">What to connect to, and the markets.</param>
    /// <param name="adapter">The venue.</param>
    /// <param name="listener">Takes trades and changes of state, on the connection's thread.</param>
    /// <param name="options">Times and limits.</param>
    /// <param name="clock">The host's clock, for every time-out and wait.</param>
    /// <param name="logger">Takes one line per change of state.</param>
    /// <param name="recorder">Keeps every message; null for none.</param>
    /// <param name="access">Asked before each dial; null where the plan's address may be dialled at any time.</param>
    public FeedConnection(
        FeedPlan plan,
        IExchangeAdapter adapter,
        IFeedListener listener,
        FeedOptions options,
        TimeProvider clock,
        ILogger logger,
        FrameRecorder? recorder = null,
        IFeedAccess? access = null)
    {
        Plan = plan;
        Session = new(adapter, plan.Endpoint, plan.Markets);
        _loop = new(plan, adapter, Session, listener, options, clock, logger, recorder, access);
    }

    /// <summary>What it connects to.</summary>
    public FeedPlan Plan { get; }

    /// <summary>Its markets and counts; lives as long as the connection object, over all connects.</summary>
    public FeedSession Session { get; }

    /// <summary>What it has done so far; safe on any thread.</summary>
    public FeedStatus Status => _loop.Status;

    /// <summary>Starts the thread; a second call does nothing.</summary>
    /// <exception cref="ObjectDisposedException">It has been stopped.</exception>
    public void Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_loop.IsStopping, this);
            if (_thread is null)
            {
                _thread = new(_loop.Run) { IsBackground = true, Name = $"feed {Plan.FeedId}" };
                _thread.Start();
            }
        }
    }

    /// <summary>Closes the present connection and dials again at once, as an operator asks for; does nothing when stopped.</summary>
    public void Restart() => _loop.Restart();

    /// <summary>Closes the connection and ends the thread; done when the last trade has been handed on.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _loop.Stop();
            return _thread is null ? Task.CompletedTask : _loop.Ended;
        }
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _loop.Dispose();
    }
}
