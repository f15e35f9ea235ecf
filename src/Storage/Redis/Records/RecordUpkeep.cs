using System.Globalization;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.Storage.Redis.Records.Signals;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records;

/// <summary>Deletes records that are older than their age. Of several processes that ask at about the same time one does it.</summary>
internal sealed class RecordUpkeep(RecordServer server, ISharedMarks marks) : IStoreUpkeep
{
    private const int PageRows = 500;

    private static readonly TimeSpan RecordAge = TimeSpan.FromDays(30);

    // Shorter than the time between two calls of one process, longer than what lies between those of several.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(50);

    /// <inheritdoc/>
    public async Task<long> PruneAsync(long nowUnixMs, CancellationToken cancellationToken)
    {
        // A write: by it a process that has nothing else to write learns that the server takes writes again.
        if (!await marks.TryTakeAsync("pruning", Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), Turn, cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        var end = nowUnixMs - (long)RecordAge.TotalMilliseconds;
        return await RepeatAsync(server.Keys.Signals, end, DeleteSignalAsync, cancellationToken).ConfigureAwait(false)
            + await RepeatAsync(server.Keys.Steps, end, DeleteStepAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task<long> RepeatAsync(RedisKey index, long end, Func<RedisValue, CancellationToken, Task> delete, CancellationToken cancellationToken)
    {
        var deleted = 0L;
        while (true)
        {
            var members = await server.ReadAsync(
                "looking for old records",
                database => database.SortedSetRangeByScoreAsync(index, double.NegativeInfinity, end, Exclude.Stop, take: PageRows),
                cancellationToken).ConfigureAwait(false);
            if (members.Length == 0)
            {
                return deleted;
            }

            foreach (var member in members)
            {
                await delete(member, cancellationToken).ConfigureAwait(false);
                deleted++;
            }
        }
    }

    private Task DeleteSignalAsync(RedisValue member, CancellationToken cancellationToken)
    {
        var id = SignalHash.IdOf(member);
        return server.ChangeAsync("deleting an old signal", change => DecideAsync(change, id, member), cancellationToken);
    }

    private async Task<bool> DecideAsync(RecordChange change, string id, RedisValue member)
    {
        var (key, steps) = (server.Keys.Signal(id), server.Keys.StepsOf(id));
        var record = SignalHash.Read(await change.Database.HashGetAsync(key, SignalHash.Fields).ConfigureAwait(false));
        foreach (var field in await change.Database.HashKeysAsync(steps).ConfigureAwait(false))
        {
            change.Do(transaction => transaction.SortedSetRemoveAsync(server.Keys.Steps, StepText.MemberOf(id, field!)));
        }

        change.Do(transaction => transaction.KeyDeleteAsync([key, steps]));
        change.Do(transaction => transaction.SortedSetRemoveAsync(server.Keys.Awaited, id));
        change.Do(transaction => transaction.SortedSetRemoveAsync(server.Keys.Signals, member));
        if (record is not null)
        {
            change.Do(transaction => transaction.SortedSetRemoveAsync(server.Keys.SignalsOf(record.Signal.BaseSymbol), member));
        }

        return true;
    }

    private Task DeleteStepAsync(RedisValue member, CancellationToken cancellationToken)
    {
        var (id, field) = StepText.Of(member);
        return server.ChangeAsync(
            "deleting an old step",
            change =>
            {
                change.Do(transaction => transaction.HashDeleteAsync(server.Keys.StepsOf(id), field));
                change.Do(transaction => transaction.SortedSetRemoveAsync(server.Keys.Steps, member));
                return Task.FromResult(true);
            },
            cancellationToken);
    }
}
