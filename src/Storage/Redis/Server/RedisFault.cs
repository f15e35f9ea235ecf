using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>A call that Redis did not carry out, as far as is known; it may be tried again.</summary>
internal sealed class RedisFault(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Whether a failure of the library is one of the server or of the way to it.</summary>
    public static bool IsCause(Exception failure) => failure is RedisException or RedisTimeoutException or RedisCommandException or ObjectDisposedException;

    /// <summary>A failure of the library in few words: its own tell the state of its queues.</summary>
    public static RedisFault Of(Exception failure) => new(
        failure switch
        {
            RedisTimeoutException => "no answer in time",
            RedisConnectionException { FailureType: ConnectionFailureType.UnableToConnect } => "no connection can be made",
            RedisConnectionException connection => $"no connection ({connection.FailureType})",
            _ => failure.Message,
        },
        failure);
}
