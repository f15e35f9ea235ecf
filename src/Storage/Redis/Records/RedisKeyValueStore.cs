using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Redis.Records.Engine;

namespace SqueezeFlow.Storage.Redis.Records;

/// <summary>Small texts at Redis, fields of one key.</summary>
internal sealed class RedisKeyValueStore(RecordServer server) : IKeyValueStore
{
    /// <inheritdoc/>
    public async Task<string?> GetAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return await server.ReadAsync("reading a value", database => database.HashGetAsync(server.Keys.Values, key), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task SetAsync(string key, string value, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        return server.WriteAsync("writing a value", database => database.HashSetAsync(server.Keys.Values, key, value), cancellationToken);
    }
}
