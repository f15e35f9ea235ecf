namespace SqueezeFlow.Core.Markets;

/// <summary>What a venue said of a market from a time on.</summary>
/// <param name="Instrument">The market as it is from then on.</param>
/// <param name="FromUnixMs">Trades at or after this time count by it, milliseconds since 1970 UTC.</param>
/// <param name="DoubtFromUnixMs">The venue may have changed it at any time since, when it was last known to be otherwise.</param>
public sealed record InstrumentVersion(Instrument Instrument, long FromUnixMs, long DoubtFromUnixMs);
