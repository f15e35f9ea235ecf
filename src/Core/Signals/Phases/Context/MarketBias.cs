namespace SqueezeFlow.Core.Signals.Phases.Context;

/// <summary>Direction that the environment favours.</summary>
public enum MarketBias
{
    /// <summary>None.</summary>
    Neutral,

    /// <summary>Up.</summary>
    Bullish,

    /// <summary>Down.</summary>
    Bearish,
}
