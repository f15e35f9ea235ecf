namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>Which exit level the price left.</summary>
public enum RangeBreak
{
    /// <summary>None.</summary>
    None,

    /// <summary>A long fell below the low of its reset.</summary>
    BelowResetLow,

    /// <summary>A short rose above the high of its reset.</summary>
    AboveResetHigh,
}
