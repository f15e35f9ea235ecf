namespace SqueezeFlow.Core.Signals.Phases.Context;

/// <summary>What price and divergence suggest.</summary>
public enum SqueezeEnvironment
{
    /// <summary>Neither.</summary>
    Neutral,

    /// <summary>Shorts are being squeezed.</summary>
    LongSqueeze,

    /// <summary>Longs are being squeezed.</summary>
    ShortSqueeze,
}
