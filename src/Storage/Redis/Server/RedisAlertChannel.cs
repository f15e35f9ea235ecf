using SqueezeFlow.Core.Notices;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>The channel of alerts in Redis. What cannot be told at once is told to nobody: an alert of yesterday is none.</summary>
/// <param name="database">The server.</param>
/// <param name="prefix">What the names of all keys and channels begin with.</param>
internal sealed class RedisAlertChannel(Func<IDatabaseAsync> database, string prefix) : IAlertChannel
{
    private readonly RedisChannel _channel = RedisChannel.Literal(new RedisKeys(prefix).Alerts);

    /// <inheritdoc/>
    public async Task TellAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            await database().PublishAsync(_channel, message.ToJson()).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw RedisFault.Of(failure);
        }
    }
}
