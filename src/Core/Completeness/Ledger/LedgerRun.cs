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
    long Epoch);
