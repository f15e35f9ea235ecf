namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>What a venue takes from a taker of perpetuals margined in dollars, as its public schedule says; discounts for tokens and referrals left out.</summary>
/// <param name="Venue">Venue id, e.g. <c>BINANCE_FUTURES</c>.</param>
/// <param name="Tier">Tier as the venue counts it, <c>VIP0</c> for everybody.</param>
/// <param name="TakerShare">Share of the notional.</param>
public sealed record VenueFee(string Venue, string Tier, double TakerShare)
{
    /// <summary>The tier of everybody.</summary>
    public const string Usual = "VIP0";

    /// <summary>The fees that are known. Schedules change: what an account pays stands in its own settings at the venue.</summary>
    public static IReadOnlyList<VenueFee> All { get; } =
    [
        .. Tiers("BINANCE_FUTURES", 0.0005, 0.0004, 0.00035, 0.00032, 0.0003, 0.00027, 0.00025),
        .. Tiers("BYBIT", 0.00055, 0.0004, 0.000375, 0.00035, 0.00032, 0.00032),
        new("BYBIT", "SUPREME", 0.0003),
        new("OKX", Usual, 0.0005),
        new("KRAKEN", Usual, 0.0005),
        new("DERIBIT", Usual, 0.0005),
        new("HYPERLIQUID", Usual, 0.00045),
        new("MEXC", Usual, 0.0004),
    ];

    /// <summary>The fee of a venue and tier without regard to case and spaces; null when it is not known.</summary>
    public static VenueFee? Find(string venue, string tier)
    {
        var (wantedVenue, wantedTier) = (Plain(venue), Plain(tier));
        return All.FirstOrDefault(fee => fee.Venue == wantedVenue && fee.Tier == wantedTier);
    }

    private static IEnumerable<VenueFee> Tiers(string venue, params double[] shares) => shares.Select((share, i) => new VenueFee(venue, $"VIP{i}", share));

    private static string Plain(string name) => name.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
