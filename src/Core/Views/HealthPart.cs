namespace SqueezeFlow.Core.Views;

/// <summary>Health of one part.</summary>
/// <param name="Name">The part, e.g. <c>store</c>.</param>
/// <param name="Level"><c>healthy</c>, <c>degraded</c>, <c>unhealthy</c> or <c>critical</c>.</param>
/// <param name="Reason">Why, in words with numbers.</param>
/// <param name="Figures">Numbers worth showing, by name with unit; empty when there are none.</param>
public sealed record HealthPart(string Name, string Level, string Reason, IReadOnlyDictionary<string, double> Figures)
{
    /// <summary>Wall time since which it has this level; null where nobody has followed it.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether a restart would help, and what else to do; null while it is well.</summary>
    public string? Advice { get; init; }
}
