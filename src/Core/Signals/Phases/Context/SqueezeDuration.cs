namespace SqueezeFlow.Core.Signals.Phases.Context;

/// <summary>How long the squeeze may last.</summary>
public enum SqueezeDuration
{
    /// <summary>Not measured.</summary>
    Unknown,

    /// <summary>Dominance up to 65 %.</summary>
    LowDuration,

    /// <summary>Dominance up to 80 %.</summary>
    MediumDuration,

    /// <summary>Dominance above 80 %.</summary>
    HighDuration,
}
