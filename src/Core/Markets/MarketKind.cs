namespace SqueezeFlow.Core.Markets;

/// <summary>The side of the strategy a market feeds: spot flow or derivatives flow. Dated futures count as <see cref="Perp"/>.</summary>
public enum MarketKind
{
    /// <summary>Immediate delivery of the base asset.</summary>
    Spot,

    /// <summary>Perpetual and dated contracts.</summary>
    Perp,
}
