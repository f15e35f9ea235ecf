using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Health.Parts;

/// <summary>Remembers since when each part has the level that it has, and adds what to do. Used by one at a time.</summary>
internal sealed class PartAges(TimeProvider clock)
{
    private readonly Dictionary<string, (string Level, DateTimeOffset Since)> _known = new(StringComparer.Ordinal);

    /// <summary>The parts with their ages and advice.</summary>
    public IReadOnlyList<HealthPart> Note(IReadOnlyList<HealthPart> parts) =>
        [.. parts.Select(part => part with { Since = SinceOf(part), Advice = RestartAdvice.Of(part) })];

    private DateTimeOffset SinceOf(HealthPart part)
    {
        if (!_known.TryGetValue(part.Name, out var known) || known.Level != part.Level)
        {
            _known[part.Name] = known = (part.Level, clock.GetUtcNow());
        }

        return known.Since;
    }
}
