namespace SqueezeFlow.Core.Trades;

/// <summary>Side of the taker.</summary>
public enum AggressorSide : byte
{
    /// <summary>The venue did not say. Such a trade is counted and refused, never guessed.</summary>
    Unknown,

    /// <summary>The taker bought: adds to volume delta.</summary>
    Buy,

    /// <summary>The taker sold: subtracts from volume delta.</summary>
    Sell,
}
