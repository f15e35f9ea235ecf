namespace SqueezeFlow.Core.Signals.Phases.Scoring;

/// <summary>Direction of an entry.</summary>
public enum TradeDirection
{
    /// <summary>No entry.</summary>
    None,

    /// <summary>Long.</summary>
    Long,

    /// <summary>Short.</summary>
    Short,
}
