namespace SqueezeFlow.Core.Orders;

/// <summary>How an order ended.</summary>
public enum OrderVerdict
{
    /// <summary>Filled; the position is in the answer.</summary>
    Filled,

    /// <summary>Accepted, not filled yet; the position is in the answer.</summary>
    Accepted,

    /// <summary>Refused for good, with a reason. Never sent again.</summary>
    Refused,

    /// <summary>Certainly not executed; may be tried again while the signal is fresh.</summary>
    Unavailable,

    /// <summary>May or may not have been executed: look before any retry.</summary>
    Unknown,
}
