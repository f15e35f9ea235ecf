namespace SqueezeFlow.Core.Signals.Measures;

/// <summary>Strength of a price move.</summary>
public enum MomentumTrend
{
    /// <summary>No look-back fitted.</summary>
    Unknown,

    /// <summary>Up to 0.5 %.</summary>
    Weak,

    /// <summary>Above 0.5 %.</summary>
    Moderate,

    /// <summary>Above 2 %.</summary>
    Strong,
}
