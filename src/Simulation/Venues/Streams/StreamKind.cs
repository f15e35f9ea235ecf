namespace SqueezeFlow.Simulation.Venues.Streams;

/// <summary>What a stream carries.</summary>
internal enum StreamKind
{
    /// <summary><c>@trade</c>: every fill.</summary>
    Trade,

    /// <summary><c>@aggTrade</c>: fills of one taker order at one price, together.</summary>
    AggTrade,
}
