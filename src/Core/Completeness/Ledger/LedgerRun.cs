using System.Text.Json.Serialization;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Completeness.Ledger;

/// <summary>Consecutive minutes of one market with the same verdict, kept as one row. Keyed by market and first minute.</summary>
/// <param name="Market">The market.</param>
/// <param name="FromUnixMs">Start of the first minute, inclusive.</param>
/// <param name="ToUnixMs">End of the last minute, exclusive.</param>
/// <param name="FirstId">First trade id; 0 when there was no trade or the venue has no ids.</param>
/// <param name="LastId">Last trade id counted in closed bars; 0 as above.</param>
/// <param name="Trades">Prints counted.</param>
/// <param name="BuyNotional">Quote notional of aggressor buys.</param>
/// <param name="SellNotional">Quote notional of aggressor sells.</param>
/// <param name="GapsFound">Holes seen in these minutes.</param>
/// <param name="GapsFilled">Holes filled afterwards.</param>
/// <param name="State">The verdict.</param>
/// <param name="Proof">What the verdict rests on.</param>
/// <param name="FeedId">The feed that read it.</param>
/// <param name="Epoch">Generation of that feed.</param>
public sealed record LedgerRun(
    MarketId Market,
    long FromUnixMs,
    long ToUnixMs,
    long FirstId,
    long LastId,
    long Trades,
    double BuyNotional,
    double SellNotional,
    int GapsFound,
    int GapsFilled,
    LedgerState State,
    ProofKind Proof,
    string FeedId,
    long Epoch)
{
    /// <summary>
    /// How much of it lies in closed seconds, where it ends in the middle of one that is still open; null otherwise. A store that takes a bar and the row that speaks of
    /// it one after the other may hold more of an open second than the row knows: whoever reads them side by side can rely on this part alone.
    /// </summary>
    [JsonIgnore]
    public ClosedPart? Closed { get; init; }

    /// <summary>The row as far as its closed seconds go; null when none of it does. A row that ends with a second is itself.</summary>
    public LedgerRun? WithinClosed() => Closed is not { } part
        ? this
        : part.ToUnixMs <= FromUnixMs
            ? null
            : this with
            {
                ToUnixMs = part.ToUnixMs,
                FirstId = part.LastId == 0 ? 0 : FirstId,
                LastId = part.LastId,
                Trades = part.Trades,
                BuyNotional = part.BuyNotional,
                SellNotional = part.SellNotional,
                Closed = null,
            };
}
