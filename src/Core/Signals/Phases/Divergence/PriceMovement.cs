namespace SqueezeFlow.Core.Signals.Phases.Divergence;

/// <summary>Direction of price over the look-back.</summary>
public enum PriceMovement
{
    /// <summary>Within the threshold.</summary>
    Stable,

    /// <summary>Above it.</summary>
    Rising,

    /// <summary>Below it.</summary>
    Falling,
}
