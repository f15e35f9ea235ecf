using System.Globalization;

namespace SqueezeFlow.Exchanges.Rest.Limits;

/// <summary>Reads when a venue wants to be asked again.</summary>
internal static class RetryAfter
{
    // Each venue that has no Retry-After says it in its own way: a wall time, or time from now.
    private static readonly (string Name, double UnitMs, bool IsWallTime)[] OwnHeaders =
    [
        ("X-Bapi-Limit-Reset-Timestamp", 1, true),
        ("X-Gate-RateLimit-Reset-Timestamp", 1_000, true),
        ("gw-ratelimit-reset", 1, false),
        ("X-RateLimit-Reset", 1_000, true),
    ];

    /// <summary>Time from now that the answer states; null when it states none, or one that is over.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var stated = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => OwnOf(response, now),
        };
        return stated > TimeSpan.Zero ? stated : null;
    }

    private static TimeSpan? OwnOf(HttpResponseMessage response, DateTimeOffset now)
    {
        foreach (var (name, unitMs, isWallTime) in OwnHeaders)
        {
            if (response.Headers.TryGetValues(name, out var values) &&
                double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) &&
                value * unitMs is >= 0 and < 1e14)
            {
                return TimeSpan.FromMilliseconds((value * unitMs) - (isWallTime ? now.ToUnixTimeMilliseconds() : 0));
            }
        }

        return null;
    }
}
