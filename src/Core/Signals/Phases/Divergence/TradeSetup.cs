namespace SqueezeFlow.Core.Signals.Phases.Divergence;

/// <summary>Direction that the divergence allows.</summary>
public enum TradeSetup
{
    /// <summary>None.</summary>
    NoSetup,

    /// <summary>Long.</summary>
    LongSetup,

    /// <summary>Short.</summary>
    ShortSetup,
}
