namespace SqueezeFlow.Certainty.Tests.Venues;

/// <summary>A trade that really happened.</summary>
/// <param name="WallMs">When it happened by our clock, milliseconds since 1970 UTC.</param>
/// <param name="UnixMs">When it happened by the venue's clock.</param>
/// <param name="Era">How often ids have begun anew before it.</param>
/// <param name="Id">The venue's id; that of the last of its fills.</param>
/// <param name="Fills">Fills that it stands for.</param>
/// <param name="IsBuy">Whether the taker bought.</param>
/// <param name="RawSize">Size in the venue's units.</param>
/// <param name="Notional">What it is worth, quote units.</param>
internal sealed record ModelTrade(long WallMs, long UnixMs, int Era, long Id, int Fills, bool IsBuy, double RawSize, double Notional);
