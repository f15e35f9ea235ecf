namespace SqueezeFlow.Core.Signals.Phases.Scoring;

/// <summary>Class of a phase 4 total.</summary>
public enum SignalQuality
{
    /// <summary>No divergence, nothing scored.</summary>
    None,

    /// <summary>Below 4.</summary>
    Insufficient,

    /// <summary>From 4.</summary>
    Medium,

    /// <summary>From 6.</summary>
    High,

    /// <summary>From 8.</summary>
    Premium,
}
