namespace SqueezeFlow.Core.Signals.Phases.Reset;

/// <summary>Which side moves faster; informational.</summary>
public enum FlowDominance
{
    /// <summary>Neither.</summary>
    Balanced,

    /// <summary>Spot.</summary>
    SpotDominated,

    /// <summary>Perpetuals.</summary>
    PerpDominated,
}
