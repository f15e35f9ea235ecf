namespace SqueezeFlow.Core.Backtest.Limits;

/// <summary>An order that the strategy decided and that was not filled.</summary>
/// <param name="Rule">What kept it back.</param>
/// <param name="Side">What it would have done.</param>
/// <param name="DecidedUnixMs">Close of the deciding bar, milliseconds since 1970 UTC.</param>
/// <param name="Price">Close that decided, quote units.</param>
/// <param name="Score">Phase 4 total of an entry; 10 for exits.</param>
/// <param name="Reason">The rule with its numbers, for people.</param>
/// <param name="FillUnixMs">When it would have been filled, milliseconds since 1970 UTC; null when it never came to that.</param>
/// <param name="FillPrice">Price that it would have been filled at, quote units; null when it never came to that.</param>
public sealed record RefusedOrder(
    RefusalRule Rule,
    ExecutedSide Side,
    long DecidedUnixMs,
    double Price,
    double Score,
    string Reason,
    long? FillUnixMs = null,
    double? FillPrice = null)
{
    /// <summary>Whose order it is, where several symbols share an account; else empty.</summary>
    public string Symbol { get; init; } = string.Empty;
}
