namespace SqueezeFlow.Exchanges.Rest.Limits;

/// <summary>A venue wants no request for a while.</summary>
/// <param name="Exchange">Venue id.</param>
/// <param name="Host">Host and port that refused.</param>
/// <param name="Pause">Time from now.</param>
public sealed record VenueClosure(string Exchange, string Host, TimeSpan Pause);
