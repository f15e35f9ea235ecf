namespace SqueezeFlow.Simulation.Venues.Streams;

/// <summary>The endpoint that a connection came in by; it decides which streams deliver.</summary>
internal enum StreamRoute
{
    /// <summary>Spot: both streams.</summary>
    Spot,

    /// <summary>USD-M <c>/market</c>: <c>@aggTrade</c> only.</summary>
    Market,

    /// <summary>USD-M <c>/public</c>: <c>@trade</c> only.</summary>
    Public,

    /// <summary>USD-M without a route: acknowledges and stays silent.</summary>
    Legacy,
}
