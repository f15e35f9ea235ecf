namespace SqueezeFlow.Core.Signals;

/// <summary>What an evaluation decided.</summary>
public enum StrategyDecision
{
    /// <summary>Flat, and nothing to enter.</summary>
    None,

    /// <summary>A position is open and stays open.</summary>
    Hold,

    /// <summary>Enter long.</summary>
    Long,

    /// <summary>Enter short.</summary>
    Short,

    /// <summary>Close the open position.</summary>
    Close,
}
