namespace SqueezeFlow.Core.Backtest.Limits;

/// <summary>What kept an order of a back-test from being filled.</summary>
public enum RefusalRule
{
    /// <summary>Too much time without bars before the decision.</summary>
    Gap,

    /// <summary>The next bar opens too long after the decision.</summary>
    Age,

    /// <summary>The fill would be too far from the deciding close.</summary>
    Slippage,

    /// <summary>The next bar has no usable price.</summary>
    NoPrice,

    /// <summary>The recording ends with the deciding bar.</summary>
    NoBarAfter,

    /// <summary>The position would be too large a share of the initial balance.</summary>
    PositionShare,

    /// <summary>All positions together would be too large a share of the initial balance.</summary>
    ExposureShare,

    /// <summary>There is not enough cash for the position and its fee.</summary>
    Cash,

    /// <summary>As many positions as the account may hold are open, of whatever symbols.</summary>
    Positions,

    /// <summary>The positions closed today have lost as much as they may.</summary>
    DailyLoss,

    /// <summary>The symbol's last position was closed with a loss not long ago.</summary>
    Cooldown,
}
