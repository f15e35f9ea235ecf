using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Transfer.History;

/// <summary>Bars of a venue that are wanted.</summary>
/// <param name="Market">The market.</param>
/// <param name="Timeframe">Length of a bar.</param>
/// <param name="FromUnixMs">Open of the first, a multiple of the timeframe.</param>
/// <param name="ToUnixMs">End, exclusive, a multiple of the timeframe.</param>
internal sealed record HistoryRequest(MarketId Market, Timeframe Timeframe, long FromUnixMs, long ToUnixMs)
{
    /// <summary>Bars that there are if the venue misses none.</summary>
    public long Bars => (ToUnixMs - FromUnixMs) / Timeframe.Milliseconds;
}
