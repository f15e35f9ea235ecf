using SqueezeFlow.Silo.Configuration.Alerting;

namespace SqueezeFlow.Silo.Health.Alerts;

/// <summary>An alert that was raised, or is over.</summary>
/// <param name="Name">Name of the rule.</param>
/// <param name="Part">The part.</param>
/// <param name="Rule">The rule.</param>
/// <param name="IsOver">Whether it is over.</param>
/// <param name="Words">What is, or was, wrong.</param>
/// <param name="Lasted">For how long.</param>
internal sealed record Alert(string Name, string Part, AlertRule Rule, bool IsOver, string Words, TimeSpan Lasted);
