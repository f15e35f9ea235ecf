using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Storage.Redis.Server;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Backup;

/// <summary>Silos that use the records, by the table in which they meet.</summary>
internal static class RunningSilos
{
    private const int Dead = 6;

    // Marks of life come every few seconds, see Cluster:AlivePeriod.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>Does nothing when none runs in any deployment of a service.</summary>
    /// <exception cref="IOException">One does.</exception>
    public static async Task RefuseAsync(RedisConnection connection, string service, TimeProvider clock)
    {
        if (await FindAsync(connection.Database, service, clock).ConfigureAwait(false) is { } silo)
        {
            throw new IOException($"{connection.Address}: the silo {silo} of {service} runs, or was killed a moment ago: stop all of them, and restore again");
        }
    }

    private static async Task<string?> FindAsync(IDatabase database, string service, TimeProvider clock)
    {
        var since = clock.GetUtcNow() - Silence;
        var tables = (RedisResult[]?)await database.ScriptEvaluateAsync("return redis.call('KEYS', ARGV[1])", [], [$"{BackupScripts.Plain(service)}/members/*"]).ConfigureAwait(false) ?? [];
        foreach (var table in tables)
        {
            foreach (var entry in await database.HashValuesAsync((string)table!).ConfigureAwait(false))
            {
                if (Parse(entry) is { } silo && (int?)silo["Status"] != Dead && (DateTimeOffset?)silo["IAmAliveTime"] >= since)
                {
                    return (string?)silo["SiloName"];
                }
            }
        }

        return null;
    }

    // The version of the table is an entry too.
    private static JsonObject? Parse(RedisValue entry)
    {
        try
        {
            return JsonNode.Parse((string)entry!) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
