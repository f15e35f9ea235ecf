using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Configuration.Alerting;

namespace SqueezeFlow.Silo.Health.Alerts;

/// <summary>Which alerts stand: raised when what a rule says has lasted, over when it is no longer so, and not again within its quiet time. Used by one at a time.</summary>
/// <param name="rules">The rules by name.</param>
/// <param name="quiet">Quiet time of rules that say nothing of it.</param>
internal sealed class AlertBook(IReadOnlyDictionary<string, AlertRule> rules, TimeSpan quiet)
{
    private readonly Dictionary<(string Rule, string Part), Standing> _known = [];

    /// <summary>Alerts that stand, by rule and part.</summary>
    public IReadOnlyList<(string Rule, string Part)> Raised => [.. _known.Where(pair => pair.Value.IsRaised).Select(pair => pair.Key)];

    /// <summary>Looks at the parts and answers what has changed. A part that is told no longer is well.</summary>
    public IReadOnlyList<Alert> Note(IReadOnlyList<HealthPart> parts, DateTimeOffset now)
    {
        List<Alert> changes = [];
        HashSet<(string, string)> met = [];
        foreach (var (name, rule) in rules)
        {
            foreach (var part in parts.Where(part => rule.IsAbout(part) && rule.IsMet(part)))
            {
                met.Add((name, part.Name));
                Meet(changes, name, rule, part, now);
            }
        }

        foreach (var (key, standing) in _known.Where(pair => !met.Contains(pair.Key)))
        {
            if (standing.IsRaised)
            {
                changes.Add(new(key.Rule, key.Part, rules[key.Rule], IsOver: true, standing.Words, now - standing.Since!.Value));
            }

            (standing.IsRaised, standing.Since) = (false, null);
        }

        return changes;
    }

    private void Meet(List<Alert> changes, string name, AlertRule rule, HealthPart part, DateTimeOffset now)
    {
        if (!_known.TryGetValue((name, part.Name), out var standing))
        {
            _known[(name, part.Name)] = standing = new();
        }

        standing.Since ??= now;
        standing.Words = rule.Words(part);
        if (standing.IsRaised || now - standing.Since < rule.For || now - standing.RaisedAt < (rule.Quiet ?? quiet))
        {
            return;
        }

        (standing.IsRaised, standing.RaisedAt) = (true, now);
        changes.Add(new(name, part.Name, rule, IsOver: false, standing.Words, now - standing.Since.Value));
    }

    private sealed class Standing
    {
        public DateTimeOffset? Since { get; set; }

        public DateTimeOffset? RaisedAt { get; set; }

        public bool IsRaised { get; set; }

        public string Words { get; set; } = "";
    }
}
