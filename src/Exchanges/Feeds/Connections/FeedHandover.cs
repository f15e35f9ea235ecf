using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>
/// Stands between a loop and its listener: while two connections overlap, both hand on trades, but only one speaks for the feed.
/// </summary>
internal sealed class FeedHandover(IFeedListener listener) : IFeedListener
{
    private volatile bool _reportsState;

    /// <summary>Whether changes of state are handed on.</summary>
    public bool ReportsState
    {
        get => _reportsState;
        set => _reportsState = value;
    }

    public ITradeSink OpenSink() => listener.OpenSink();

    public void OnStateChanged(FeedState state, string? reason)
    {
        if (_reportsState)
        {
            listener.OnStateChanged(state, reason);
        }
    }
}
