namespace SqueezeFlow.Core.Views;

/// <summary>Health of one part.</summary>
/// <param name="Name">The part, e.g. <c>store</c>.</param>
/// <param name="Level"><c>healthy</c>, <c>degraded</c>, <c>unhealthy</c> or <c>critical</c>.</param>
/// <param name="Reason">Why, in words with numbers.</param>
/// <param name="Figures">Numbers worth showing, by name with unit; empty when there are none.</param>
public sealed record HealthPart(string Name, string Level, string Reason, IReadOnlyDictionary<string, double> Figures);
