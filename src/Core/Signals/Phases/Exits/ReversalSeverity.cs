namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>How far the flow turned against a position.</summary>
public enum ReversalSeverity
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Up to 1.5 deviations.</summary>
    Low,

    /// <summary>Up to 3 deviations.</summary>
    Medium,

    /// <summary>Above 3 deviations.</summary>
    High,
}
