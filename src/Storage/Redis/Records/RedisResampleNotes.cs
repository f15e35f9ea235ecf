using System.Globalization;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Redis.Records.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records;

/// <summary>What processes change late, at Redis: one sorted set, by the time at which it was last told.</summary>
internal sealed class RedisResampleNotes(RecordServer server, TimeProvider clock) : ISharedNotes
{
    private double Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public Task AnnounceAsync(SharedNote note, CancellationToken cancellationToken) =>
        server.WriteAsync("telling of late bars", database => database.SortedSetAddAsync(server.Keys.Resampling, TextOf(note), Now), cancellationToken);

    /// <inheritdoc/>
    public Task WithdrawAsync(IReadOnlyCollection<SharedNote> notes, CancellationToken cancellationToken) => server.WriteAsync(
        "taking back late bars", database => database.SortedSetRemoveAsync(server.Keys.Resampling, [.. notes.Select(TextOf)]), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SharedNote>> ReadAsync(CancellationToken cancellationToken)
    {
        var told = await server.ReadAsync("looking for late bars", database => database.SortedSetRangeByRankAsync(server.Keys.Resampling), cancellationToken).ConfigureAwait(false);
        return [.. told.Select(NoteOf)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SharedNote>> AdoptAsync(TimeSpan silence, CancellationToken cancellationToken)
    {
        var left = await server.ReadAsync(
            "looking for late bars that were left",
            database => database.SortedSetRangeByScoreWithScoresAsync(server.Keys.Resampling, double.NegativeInfinity, Now - silence.TotalMilliseconds),
            cancellationToken).ConfigureAwait(false);
        List<SharedNote> adopted = [];
        foreach (var entry in left)
        {
            if (await server.ChangeAsync("taking over late bars", change => DecideAsync(change, entry), cancellationToken).ConfigureAwait(false))
            {
                adopted.Add(NoteOf(entry.Element));
            }
        }

        return adopted;
    }

    private static RedisValue TextOf(SharedNote note) => string.Create(CultureInfo.InvariantCulture, $"{note.Id} {note.Range.FromUnixMs} {note.Range.ToUnixMs}");

    private static SharedNote NoteOf(RedisValue text)
    {
        var parts = ((string)text!).Split(' ');
        return new(parts[0], new(long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture)));
    }

    private async Task<bool> DecideAsync(RecordChange change, SortedSetEntry entry)
    {
        if (await change.Database.SortedSetScoreAsync(server.Keys.Resampling, entry.Element).ConfigureAwait(false) != entry.Score)
        {
            return false;
        }

        change.If(Condition.SortedSetEqual(server.Keys.Resampling, entry.Element, entry.Score));
        change.Do(transaction => transaction.SortedSetAddAsync(server.Keys.Resampling, entry.Element, Now));
        return true;
    }
}
