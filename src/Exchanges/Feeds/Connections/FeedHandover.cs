using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>
/// Stands between a loop and its listener: while two connections overlap, both hand on trades, but only one speaks for the feed.
/// </summary>
internal sealed class FeedHandover(IFeedListener listener) : IFeedListener
{
    private volatile bool _speaks;

    /// <summary>Whether changes of state are handed on.</summary>
    public bool Speaks
    {
        get => _speaks;
        set => _speaks = value;
    }

    public ITradeSink OpenSink() => listener.OpenSink();

    public void OnStateChanged(FeedState state, string? reason)
    {
        if (_speaks)
        {
            listener.OnStateChanged(state, reason);
        }
    }
}
