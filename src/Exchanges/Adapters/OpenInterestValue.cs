using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>Open interest of a market as a venue gives it.</summary>
/// <param name="Market">The market.</param>
/// <param name="Amount">The number that stands in the answer.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Price">Mark or last price in the same answer, quote units per base unit; NaN when there is none.</param>
/// <param name="UnixMs">The venue's own time, milliseconds since 1970 UTC; 0 when it states none.</param>
public readonly record struct OpenInterestValue(
    MarketId Market, double Amount, OpenInterestUnit Unit, double Price = double.NaN, long UnixMs = 0);
