using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Redis.Records.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Signals;

/// <summary>The results of signals at Redis, each a field of its signal's key. They go with their signals.</summary>
internal sealed class RedisSignalResults(RecordServer server) : ISignalResults
{
    /// <inheritdoc/>
    public Task<bool> WriteAsync(SignalResult result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        return server.ChangeAsync("writing the result of a signal", change => DecideAsync(change, result), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SignalResult>> ReadAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signalIds);
        var found = await server.ReadAsync(
            "reading the results of signals",
            database => Task.WhenAll(signalIds.Select(id => database.HashGetAsync(server.Keys.Signal(id), SignalHash.Result))),
            cancellationToken).ConfigureAwait(false);
        return [.. found.Select(SignalHash.ResultOf).OfType<SignalResult>()];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ReadAwaitedAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (limit == 0)
        {
            return [];
        }

        var ids = await server.ReadAsync(
            "reading signals without a result",
            database => database.SortedSetRangeByRankAsync(server.Keys.Awaited, 0, limit - 1, Order.Descending),
            cancellationToken).ConfigureAwait(false);
        return [.. ids.Select(static id => (string)id!)];
    }

    private async Task<bool> DecideAsync(RecordChange change, SignalResult result)
    {
        var key = server.Keys.Signal(result.SignalId);
        var known = await change.Database.HashGetAsync(key, [SignalHash.Body, SignalHash.Result]).ConfigureAwait(false);
        if (known[0].IsNull || !known[1].IsNull)
        {
            return false;
        }

        change.If(Condition.HashExists(key, SignalHash.Body));
        change.If(Condition.HashNotExists(key, SignalHash.Result));
        change.Do(transaction => transaction.HashSetAsync(key, SignalHash.Result, SignalHash.Of(result)));
        change.Do(transaction => transaction.SortedSetRemoveAsync(server.Keys.Awaited, result.SignalId));
        return true;
    }
}
