namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>Open interest of one market as a venue gave it, in the venue's own unit.</summary>
/// <param name="Exchange">Venue id, e.g. <c>BYBIT</c>.</param>
/// <param name="Symbol">The venue's own symbol, e.g. <c>BTCUSDT</c>.</param>
/// <param name="Market">Market id as text; may be empty.</param>
/// <param name="UnixMs">When it was read, milliseconds since 1970 UTC.</param>
/// <param name="Value">Open interest, zero or more.</param>
public readonly record struct OpenInterestReading(string Exchange, string Symbol, string Market, long UnixMs, double Value);
