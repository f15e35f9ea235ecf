using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Flow;

/// <summary>A market in the flow of its symbol.</summary>
/// <param name="Flow">What is computed of it.</param>
/// <param name="Kind">Which side of the strategy it feeds.</param>
/// <param name="CountsInUsd">Whether its notional is USD-like; others are collected, not summed.</param>
/// <param name="Rank">Place in the order of reference markets, smaller is better.</param>
public sealed record FollowedMarket(MarketFlow Flow, MarketKind Kind, bool CountsInUsd, int Rank)
{
    /// <summary>A market that starts empty.</summary>
    public static FollowedMarket Of(Instrument instrument, ProofKind proof, Timeframe strategy) => new(
        new MarketFlow(instrument.Market, proof, strategy),
        instrument.Kind,
        QuoteCurrency.IsUsdLike(instrument.Quote),
        RankOf(instrument.Market, instrument.Kind));

    /// <summary>
    /// Order of reference markets: prices of a symbol come from one market, so that spot, perpetuals and quotes do not mix.
    /// </summary>
    private static int RankOf(MarketId market, MarketKind kind) => (market.Exchange, kind) switch
    {
        ("BINANCE_FUTURES", MarketKind.Perp) => 0,
        ("BYBIT", MarketKind.Perp) => 1,
        ("BINANCE", MarketKind.Spot) => 2,
        ("COINBASE", MarketKind.Spot) => 3,
        _ => 4,
    };
}
