namespace SqueezeFlow.Simulation.Venues;

/// <summary>Where the venues listen on 127.0.0.1.</summary>
/// <param name="SpotPort">Port of BINANCE.</param>
/// <param name="FuturesPort">Port of BINANCE_FUTURES.</param>
internal sealed record VenueAddresses(int SpotPort, int FuturesPort);
