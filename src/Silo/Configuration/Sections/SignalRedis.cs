using SqueezeFlow.Storage.Redis.Server;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>When, and under which names, signals are published to Redis.</summary>
internal static class SignalRedis
{
    private const string HostKey = $"{RedisOptions.Section}:{nameof(RedisOptions.Host)}";
    private const string PrefixKey = $"{RedisOptions.Section}:{nameof(RedisOptions.KeyPrefix)}";

    /// <summary>Whether a server is named.</summary>
    public static bool IsChosen(IConfiguration configuration) => configuration[HostKey] is { Length: > 0 };

    /// <summary>
    /// Names of their own for signals of no real market, unless some were given: nobody who follows the real ones may take them for such.
    /// </summary>
    public static void SettleNames(IDictionary<string, string?> settled, IConfiguration given, string command)
    {
        if (given[PrefixKey] is null)
        {
            settled[PrefixKey] = $"{new RedisOptions().KeyPrefix}:{command}";
        }
    }
}
