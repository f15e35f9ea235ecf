using SqueezeFlow.Client.Offline.Backtests.Files;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>What a back-test was given, read and checked.</summary>
/// <param name="Spot">Bars of the spot market.</param>
/// <param name="Perp">Bars of the perpetual.</param>
/// <param name="Series">The bars that it runs over; at least one.</param>
/// <param name="OpenInterest">Open interest; null when none was given.</param>
internal sealed record PairInputs(MarketFile Spot, MarketFile Perp, PairedSeries Series, OpenInterestFile? OpenInterest)
{
    /// <summary>What was taken otherwise than written, or is missing.</summary>
    public IEnumerable<string> Notes => [.. Spot.Notes, .. Perp.Notes, .. OpenInterest?.Notes ?? [], .. Series.Notes];
}
