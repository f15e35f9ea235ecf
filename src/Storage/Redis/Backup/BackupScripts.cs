using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Backup;

/// <summary>What is done on the server in one step, while nobody else is served.</summary>
internal static partial class BackupScripts
{
    private const string ReadAll =
        """
        local found = {}
        for _, pattern in ipairs(ARGV) do
          for _, key in ipairs(redis.call('KEYS', pattern)) do
            if redis.call('TYPE', key).ok == 'hash' then
              found[#found + 1] = key
              found[#found + 1] = redis.call('HGETALL', key)
            end
          end
        end
        return found
        """;

    private const string MoveAll =
        """
        for _, old in ipairs({ARGV[2] .. 'records/*', ARGV[2] .. 'state/*'}) do
          for _, key in ipairs(redis.call('KEYS', old)) do redis.call('DEL', key) end
        end
        local moved = redis.call('KEYS', ARGV[1] .. '*')
        for _, key in ipairs(moved) do
          redis.call('RENAME', key, ARGV[3] .. string.sub(key, string.len(ARGV[4]) + 1))
        end
        return #moved
        """;

    private const string DeleteAll =
        """
        local keys = redis.call('KEYS', ARGV[1])
        for _, key in ipairs(keys) do redis.call('DEL', key) end
        return #keys
        """;

    private const string CountAll = "return #redis.call('KEYS', ARGV[1]) + #redis.call('KEYS', ARGV[2])";

    /// <summary>Every hash of a service's records and states with its fields, as they are at one moment.</summary>
    public static async Task<IReadOnlyList<(string Key, Dictionary<string, string> Fields)>> ReadAsync(IDatabase database, string service)
    {
        var found = (RedisResult[]?)await database.ScriptEvaluateAsync(ReadAll, [], [$"{Plain(service)}/records/*", $"{Plain(service)}/state/*"]).ConfigureAwait(false) ?? [];
        return [.. found.Chunk(2).Select(static pair => ((string)pair[0]!, FieldsOf(pair[1])))];
    }

    /// <summary>How many keys of records and states a service has.</summary>
    public static async Task<long> CountAsync(IDatabase database, string service) =>
        (long)await database.ScriptEvaluateAsync(CountAll, [], [$"{Plain(service)}/records/*", $"{Plain(service)}/state/*"]).ConfigureAwait(false);

    /// <summary>Puts the keys of one service in the place of another's records and states, all or none.</summary>
    public static Task MoveAsync(IDatabase database, string from, string to) =>
        database.ScriptEvaluateAsync(MoveAll, [], [$"{Plain(from)}/", $"{Plain(to)}/", $"{to}/", $"{from}/"]);

    /// <summary>Deletes all keys of a service.</summary>
    public static Task DeleteAsync(IDatabase database, string service) => database.ScriptEvaluateAsync(DeleteAll, [], [$"{Plain(service)}/*"]);

    /// <summary>A name as a pattern that nothing else matches.</summary>
    public static string Plain(string name) => Signs().Replace(name, @"\$0");

    private static Dictionary<string, string> FieldsOf(RedisResult fields) =>
        ((RedisValue[])fields!).Chunk(2).ToDictionary(static pair => (string)pair[0]!, static pair => (string)pair[1]!, StringComparer.Ordinal);

    [GeneratedRegex(@"[\\*?\[\]^]")]
    private static partial Regex Signs();
}
