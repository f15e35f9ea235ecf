using System.Globalization;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Redis.Records.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records;

/// <summary>Marks at Redis: a name is a key that goes by itself, turns are the times at which they were taken.</summary>
internal sealed class RedisMarks(RecordServer server, TimeProvider clock) : ISharedMarks
{
    /// <inheritdoc/>
    public async Task<bool> TryTakeAsync(string name, string holder, TimeSpan life, CancellationToken cancellationToken)
    {
        var isTaken = false;
        await server.WriteAsync("taking a name", async database => isTaken = await TryTakeAsync(database, server.Keys.Mark(name), holder, life).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        return isTaken;
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(string name, string holder, CancellationToken cancellationToken) =>
        server.ChangeAsync("giving a name back", change => ReleaseAsync(change, server.Keys.Mark(name), holder), cancellationToken);

    /// <inheritdoc/>
    public async Task<TimeSpan> TakeTurnAsync(string name, int most, TimeSpan within, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.Zero;
        await server.ChangeAsync(
            "taking a turn",
            async change => (wait = await DecideAsync(change, server.Keys.Turns(name), most, within).ConfigureAwait(false)) == TimeSpan.Zero,
            cancellationToken).ConfigureAwait(false);
        return wait;
    }

    private static async Task<bool> TryTakeAsync(IDatabase database, RedisKey key, string holder, TimeSpan life) =>
        await database.StringSetAsync(key, holder, life, When.NotExists).ConfigureAwait(false) || await database.StringGetAsync(key).ConfigureAwait(false) == holder;

    private static async Task<bool> ReleaseAsync(RecordChange change, RedisKey key, string holder)
    {
        if (await change.Database.StringGetAsync(key).ConfigureAwait(false) != holder)
        {
            return false;
        }

        change.If(Condition.StringEqual(key, holder));
        change.Do(transaction => transaction.KeyDeleteAsync(key));
        return true;
    }

    private async Task<TimeSpan> DecideAsync(RecordChange change, RedisKey key, int most, TimeSpan within)
    {
        var now = clock.GetUtcNow();
        var begin = (now - within).ToUnixTimeMilliseconds();
        var turns = await change.Database.SortedSetRangeByScoreWithScoresAsync(key, begin, double.PositiveInfinity, Exclude.Start).ConfigureAwait(false);
        if (turns.Length >= most)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds((long)turns[^most].Score) + within - now is { Ticks: > 0 } wait ? wait : TimeSpan.FromMilliseconds(1);
        }

        change.If(Condition.SortedSetLengthEqual(key, turns.Length, begin + 1));
        change.Do(transaction => transaction.SortedSetRemoveRangeByScoreAsync(key, double.NegativeInfinity, begin));
        change.Do(transaction => transaction.SortedSetAddAsync(key, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), now.ToUnixTimeMilliseconds()));
        change.Do(transaction => transaction.KeyExpireAsync(key, within));
        return TimeSpan.Zero;
    }
}
