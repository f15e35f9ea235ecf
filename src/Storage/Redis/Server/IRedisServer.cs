using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>What is asked of Redis. Calls throw <see cref="IOException"/> when they may be tried again: no answer, or none that can be used.</summary>
internal interface IRedisServer
{
    /// <summary>Host and port.</summary>
    string Address { get; }

    /// <summary>Whether there is a connection now, as far as is known without asking.</summary>
    bool IsConnected { get; }

    /// <summary>Connects, and makes sure that publishing is allowed, once; before all other calls.</summary>
    /// <exception cref="RedisUnusableException">The server that was named is none, is away, or refuses.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Publishes a signal, whole or not at all, unless it was published before.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="validFor">What is left of its time; null when it is past: it then goes to history and count alone.</param>
    /// <param name="cancellationToken">Ends the wait, not what the server does.</param>
    Task<PublishReceipt> PublishAsync(Signal signal, TimeSpan? validFor, CancellationToken cancellationToken);

    /// <summary>Tells watchdogs when the last cycle ended.</summary>
    Task MarkActivityAsync(DateTimeOffset at, CancellationToken cancellationToken);
}
