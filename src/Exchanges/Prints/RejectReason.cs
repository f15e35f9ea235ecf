namespace SqueezeFlow.Exchanges.Prints;

/// <summary>Why a frame or a trade was refused.</summary>
public enum RejectReason
{
    /// <summary>The frame is not the text it should be: truncated, nested too deep, trailing bytes.</summary>
    Syntax,

    /// <summary>The frame's fields have the wrong type or are missing.</summary>
    Shape,

    /// <summary>The frame is longer than the limit.</summary>
    Oversize,

    /// <summary>The trade names no market, or one that this connection does not follow.</summary>
    Market,

    /// <summary>The venue did not state the taker's side.</summary>
    Side,

    /// <summary>The price is missing, not a number, not above zero or absurdly large.</summary>
    Price,

    /// <summary>The size is missing, not a number, not above zero or absurdly large.</summary>
    Size,

    /// <summary>The time is missing or not above zero.</summary>
    Time,

    /// <summary>The trade's ids are missing or contradict each other.</summary>
    Id,

    /// <summary>The value of one contract is not known.</summary>
    Multiplier,

    /// <summary>The print is no market flow: insurance fund, deleveraging, delivery.</summary>
    OrderClass,
}
