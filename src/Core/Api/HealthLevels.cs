namespace SqueezeFlow.Core.Api;

/// <summary>The four levels of health, as words, and their order.</summary>
public static class HealthLevels
{
    /// <summary>Works as meant.</summary>
    public const string Healthy = "healthy";

    /// <summary>Works, worse than meant.</summary>
    public const string Degraded = "degraded";

    /// <summary>Does not do its job now.</summary>
    public const string Unhealthy = "unhealthy";

    /// <summary>Does not do its job and will not recover by itself.</summary>
    public const string Critical = "critical";

    private static readonly string[] Order = [Healthy, Degraded, Unhealthy, Critical];

    /// <summary>0 for healthy to 3 for critical; an unknown word counts as critical.</summary>
    public static int RankOf(string level) => Array.IndexOf(Order, level) is var rank and >= 0 ? rank : Order.Length - 1;

    /// <summary>The worst of them; healthy when there are none.</summary>
    public static string Worst(IEnumerable<string> levels) => Order[levels.Select(RankOf).DefaultIfEmpty(0).Max()];
}
