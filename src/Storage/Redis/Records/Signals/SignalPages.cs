using System.Runtime.CompilerServices;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Redis.Records.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Signals;

/// <summary>Reads signals by their names in an index, some hundreds at once. What was deleted meanwhile is left out.</summary>
internal static class SignalPages
{
    private const int PageRows = 512;

    /// <summary>Signals with their results, in the order of the names.</summary>
    public static async IAsyncEnumerable<SignalRecord> ReadAsync(
        RecordServer server, RedisValue[] members, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in members.Select(SignalHash.IdOf).Chunk(PageRows))
        {
            foreach (var record in await FindAsync(server, page, cancellationToken).ConfigureAwait(false))
            {
                yield return record;
            }
        }
    }

    /// <summary>The same, all of them.</summary>
    public static async Task<List<SignalRecord>> ReadAllAsync(RecordServer server, RedisValue[] members, CancellationToken cancellationToken)
    {
        List<SignalRecord> records = [];
        await foreach (var record in ReadAsync(server, members, cancellationToken).ConfigureAwait(false))
        {
            records.Add(record);
        }

        return records;
    }

    /// <summary>Signals with their results by their ids, as far as they are on record.</summary>
    public static async Task<IReadOnlyList<SignalRecord>> FindAsync(RecordServer server, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = await server.ReadAsync(
            "reading signals by their ids",
            database => Task.WhenAll(ids.Select(id => database.HashGetAsync(server.Keys.Signal(id), SignalHash.Fields))),
            cancellationToken).ConfigureAwait(false);
        return [.. found.Select(SignalHash.Read).OfType<SignalRecord>()];
    }
}
