namespace SqueezeFlow.Core.Orders;

/// <summary>Answer of an account to an order.</summary>
/// <param name="Verdict">How it ended.</param>
/// <param name="Position">The position, when filled or accepted.</param>
/// <param name="Reason">Why not, in the account's words; null when filled.</param>
public sealed record OrderResult(OrderVerdict Verdict, Position? Position = null, string? Reason = null)
{
    /// <summary>Refused for good.</summary>
    public static OrderResult Refused(string reason) => new(OrderVerdict.Refused, null, reason);
}
