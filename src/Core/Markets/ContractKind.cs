namespace SqueezeFlow.Core.Markets;

/// <summary>How a venue's size field turns into base units and quote notional.</summary>
public enum ContractKind
{
    /// <summary>Sizes are base units; notional = price × size.</summary>
    Spot,

    /// <summary>Sizes are contracts of a fixed number of base units; notional = price × base.</summary>
    Linear,

    /// <summary>Sizes are contracts of a fixed number of quote units (USD); notional is exact, base = notional / price.</summary>
    Inverse,
}
