namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>Class of the open profit.</summary>
public enum PositionHealth
{
    /// <summary>-1 % or worse.</summary>
    Unhealthy,

    /// <summary>Above -1 %.</summary>
    Neutral,

    /// <summary>Above 0 %.</summary>
    Positive,

    /// <summary>Above 2 %.</summary>
    Healthy,
}
