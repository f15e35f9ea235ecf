namespace SqueezeFlow.Core.Signals;

/// <summary>Which reading of the five-phase strategy is computed.</summary>
public enum StrategyProfile
{
    /// <summary>The reference system bug for bug; for comparison only.</summary>
    Original,

    /// <summary>The same algorithm with its known defects mended; used in production.</summary>
    Corrected,
}
