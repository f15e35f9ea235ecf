namespace SqueezeFlow.Core.Api;

/// <summary>How far an order has come, as it is called on the wire.</summary>
public static class OrderStates
{
    /// <summary>Kept, not acted on.</summary>
    public const string Received = "received";

    /// <summary>On its way to the account.</summary>
    public const string Sent = "sent";

    /// <summary>Filled.</summary>
    public const string Filled = "filled";

    /// <summary>Refused by a limit or by the account.</summary>
    public const string Rejected = "rejected";

    /// <summary>Too old.</summary>
    public const string Expired = "expired";

    /// <summary>The account's answer was lost, or it never showed the order.</summary>
    public const string Unknown = "unknown";
}
