namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>Side of an order.</summary>
public enum OrderSide
{
    /// <summary>Buy.</summary>
    Buy,

    /// <summary>Sell.</summary>
    Sell,
}
