using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Completeness;

/// <summary>A hole in a market's trades, by the trades on both sides of it. Keyed by market and <paramref name="BeforeId"/> with <paramref name="BeforeUnixMs"/>.</summary>
/// <param name="Market">The market.</param>
/// <param name="BeforeId">Id of the last trade before the hole; 0 where the venue has no ids.</param>
/// <param name="BeforeUnixMs">Exchange time of that trade.</param>
/// <param name="AfterId">Id of the first trade after it.</param>
/// <param name="AfterUnixMs">Exchange time of that trade.</param>
/// <param name="Missing">Prints missing, when ids tell; else null.</param>
/// <param name="Reason">
/// Why: <c>restart</c>, <c>reconnect</c>, <c>ids</c>, <c>overflow</c>; and what nothing fills: <c>anew</c> (ids began anew), <c>size</c> (a contract's size
/// changed at some time in it), <c>late</c> (trades of which it cannot be told whether they were counted), <c>spool was full</c> (bars that were dropped before they
/// reached their store).
/// </param>
/// <param name="FilledBy">The request that filled it; null while it is open.</param>
public sealed record Gap(
    MarketId Market,
    long BeforeId,
    long BeforeUnixMs,
    long AfterId,
    long AfterUnixMs,
    long? Missing,
    string Reason,
    string? FilledBy = null)
{
    /// <summary>Reason of a gap between two starts: nobody listened.</summary>
    public const string Restart = "restart";
}
