namespace SqueezeFlow.Simulation.Worlds;

/// <summary>A base coin of the world and how its two markets count.</summary>
/// <param name="Base">Base coin, e.g. <c>BTC</c>.</param>
/// <param name="Price">Price at the world's start, USD.</param>
/// <param name="SpotTurnover">Turnover of the spot market in quiet five minutes, USD.</param>
/// <param name="PerpTurnover">Turnover of the perpetual in quiet five minutes, USD.</param>
/// <param name="SpotPriceDigits">Decimals of a spot price.</param>
/// <param name="SpotSizeDigits">Decimals of a spot size.</param>
/// <param name="PerpPriceDigits">Decimals of a perpetual's price.</param>
/// <param name="PerpSizeDigits">Decimals of a perpetual's size.</param>
internal sealed record Coin(
    string Base,
    double Price,
    double SpotTurnover,
    double PerpTurnover,
    int SpotPriceDigits,
    int SpotSizeDigits,
    int PerpPriceDigits,
    int PerpSizeDigits)
{
    // Coins beyond the named ones, so that worlds can be as large as what is to be loaded.
    private const int Others = 200;

    private static readonly Coin[] _named =
    [
        new("BTC", 93_500, 5.0e6, 14.0e6, 2, 5, 1, 3),
        new("ETH", 3_350, 3.0e6, 9.0e6, 2, 4, 2, 3),
        new("SOL", 190, 1.6e6, 5.0e6, 2, 3, 2, 2),
        new("XRP", 2.1, 1.4e6, 4.0e6, 4, 0, 4, 1),
        new("DOGE", 0.32, 0.8e6, 2.6e6, 5, 0, 5, 0),
        new("ADA", 0.85, 0.5e6, 1.6e6, 4, 1, 4, 0),
        new("AVAX", 36, 0.40e6, 1.3e6, 2, 2, 3, 1),
        new("LINK", 20, 0.40e6, 1.2e6, 2, 2, 3, 2),
        new("DOT", 6.7, 0.30e6, 1.0e6, 3, 2, 3, 1),
        new("LTC", 103, 0.30e6, 0.9e6, 2, 3, 2, 3),
        new("BCH", 440, 0.25e6, 0.8e6, 1, 3, 2, 3),
        new("TRX", 0.255, 0.25e6, 0.7e6, 4, 1, 5, 0),
        new("NEAR", 5.1, 0.22e6, 0.70e6, 3, 1, 3, 0),
        new("UNI", 13.2, 0.22e6, 0.66e6, 3, 2, 3, 0),
        new("ATOM", 6.3, 0.20e6, 0.60e6, 3, 2, 3, 2),
        new("ETC", 25.2, 0.20e6, 0.60e6, 2, 2, 3, 2),
        new("FIL", 4.9, 0.18e6, 0.55e6, 3, 2, 3, 1),
        new("APT", 8.7, 0.18e6, 0.55e6, 3, 2, 4, 1),
        new("ARB", 0.72, 0.18e6, 0.55e6, 4, 1, 4, 1),
        new("OP", 1.76, 0.18e6, 0.50e6, 3, 2, 4, 1),
        new("SUI", 4.15, 0.30e6, 1.00e6, 4, 1, 4, 1),
        new("INJ", 19.8, 0.16e6, 0.48e6, 2, 2, 3, 1),
        new("TIA", 4.7, 0.16e6, 0.48e6, 3, 2, 4, 0),
        new("SEI", 0.40, 0.15e6, 0.45e6, 4, 1, 4, 0),
        new("XLM", 0.34, 0.25e6, 0.80e6, 4, 0, 5, 0),
        new("ALGO", 0.335, 0.15e6, 0.45e6, 4, 0, 4, 1),
        new("HBAR", 0.28, 0.20e6, 0.60e6, 5, 0, 5, 0),
        new("ICP", 10.1, 0.15e6, 0.45e6, 3, 2, 3, 0),
        new("AAVE", 310, 0.18e6, 0.55e6, 2, 3, 2, 1),
        new("GRT", 0.2, 0.12e6, 0.36e6, 4, 0, 5, 0),
        new("SAND", 0.55, 0.12e6, 0.36e6, 4, 0, 5, 0),
        new("MANA", 0.46, 0.10e6, 0.30e6, 4, 0, 4, 0),
        new("AXS", 6.2, 0.10e6, 0.30e6, 3, 2, 4, 0),
        new("LDO", 1.85, 0.12e6, 0.36e6, 3, 2, 4, 0),
        new("CRV", 0.92, 0.12e6, 0.36e6, 4, 1, 4, 1),
        new("SNX", 2.1, 0.10e6, 0.30e6, 3, 1, 3, 1),
        new("COMP", 74, 0.10e6, 0.30e6, 2, 3, 2, 3),
        new("EGLD", 33, 0.10e6, 0.30e6, 2, 2, 3, 1),
        new("THETA", 2.2, 0.10e6, 0.30e6, 3, 1, 4, 1),
        new("FLOW", 0.72, 0.10e6, 0.30e6, 4, 1, 4, 1),
        new("IMX", 1.3, 0.10e6, 0.30e6, 4, 1, 4, 0),
        new("RUNE", 4.7, 0.10e6, 0.30e6, 3, 2, 4, 0),
        new("KAVA", 0.46, 0.10e6, 0.30e6, 4, 0, 4, 1),
        new("ZEC", 56, 0.10e6, 0.30e6, 2, 3, 2, 3),
        new("DASH", 38, 0.10e6, 0.30e6, 2, 3, 2, 3),
        new("XTZ", 1.27, 0.10e6, 0.30e6, 4, 1, 4, 1),
        new("EOS", 0.78, 0.10e6, 0.30e6, 4, 1, 4, 1),
        new("NEO", 13.6, 0.10e6, 0.30e6, 2, 2, 3, 2),
        new("QTUM", 3.05, 0.10e6, 0.30e6, 3, 1, 3, 1),
        new("ENJ", 0.215, 0.10e6, 0.30e6, 4, 0, 5, 0),
    ];

    /// <summary>All coins, the largest first.</summary>
    public static IReadOnlyList<Coin> All { get; } = [.. _named, .. Enumerable.Range(1, Others).Select(Other)];

    private static Coin Other(int number) => new(FormattableString.Invariant($"COIN{number:000}"), 1 + (number * 0.17), 0.08e6, 0.24e6, 4, 1, 4, 0);
}
