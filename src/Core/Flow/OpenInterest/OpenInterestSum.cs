namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>Open interest of one coin over several venues at one time, units made alike.</summary>
/// <param name="Scope">Which venues were summed.</param>
/// <param name="UnixMs">When, milliseconds since 1970 UTC.</param>
/// <param name="Usd">Value, USD.</param>
/// <param name="Coins">Base units.</param>
/// <param name="Exchanges">Venues that went in.</param>
/// <param name="Change24h">Value now over value a day ago, less one; null when there is none of that age.</param>
public sealed record OpenInterestSum(OpenInterestScope Scope, long UnixMs, double Usd, double Coins, int Exchanges, double? Change24h)
{
    /// <summary><see cref="Change24h"/> in percent.</summary>
    public double? ChangePercent => 100 * Change24h;
}
