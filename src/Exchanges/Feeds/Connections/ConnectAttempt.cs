using SqueezeFlow.Exchanges.Feeds.Subscriptions;
using SqueezeFlow.Exchanges.Feeds.Wire;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>One connect of a feed, from asking for leave to the end of its socket. Aborting is safe on any thread, at any time.</summary>
internal sealed class ConnectAttempt(VenueSocket socket, SubscriptionBook book) : IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private bool _isOver;

    /// <summary>Its subscriptions.</summary>
    public SubscriptionBook Book => book;

    /// <summary>Rings when it is aborted before it is over.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Ends whatever it is doing; the first reason is kept.</summary>
    public void Abort(string reason)
    {
        socket.Abort(reason);
        lock (_gate)
        {
            if (!_isOver)
            {
                _ending.Cancel();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _ending.Dispose();
        }
    }
}
