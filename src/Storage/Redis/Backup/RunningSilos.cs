using System.Text.Json;
using System.Text.Json.Nodes;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Backup;

/// <summary>Silos that use the records, by the table in which they meet.</summary>
internal static class RunningSilos
{
    private const int Dead = 6;

    // Marks of life come every few seconds, see Cluster:AlivePeriod.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>Name of one that runs in any deployment of a service; null when there is none.</summary>
    public static async Task<string?> FindAsync(IDatabase database, string service, TimeProvider clock)
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
