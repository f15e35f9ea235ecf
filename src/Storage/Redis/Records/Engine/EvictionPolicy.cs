using System.Globalization;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Engine;

/// <summary>What a server does when its memory is full, and how full that is.</summary>
/// <param name="Policy">Its <c>maxmemory-policy</c>.</param>
/// <param name="UsedBytes">Memory in use.</param>
/// <param name="MostBytes">Its limit; 0 for none.</param>
public sealed record EvictionPolicy(string Policy, long UsedBytes, long MostBytes)
{
    /// <summary>The policy that deletes nothing by itself: writes fail instead.</summary>
    public const string Never = "noeviction";

    /// <summary>Whether nothing is deleted to make room.</summary>
    public bool IsSafe => Policy == Never;

    /// <summary>Asks a server. <c>INFO</c> tells it, so that no right to configure is needed.</summary>
    internal static async Task<EvictionPolicy> ReadAsync(IDatabaseAsync database)
    {
        var text = (string?)await database.ExecuteAsync("INFO", "memory").ConfigureAwait(false) ?? "";
        var values = text.Split('\n').Select(static line => line.Trim().Split(':', 2)).Where(static pair => pair.Length == 2)
            .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
        return new(values.GetValueOrDefault("maxmemory_policy", ""), NumberOf("used_memory"), NumberOf("maxmemory"));

        long NumberOf(string name) => long.TryParse(values.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
