using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Http;

/// <summary>Bars of a market or a symbol.</summary>
/// <param name="Symbol">Base coin; null when one market was asked for.</param>
/// <param name="Market">Market id; null when a symbol was asked for.</param>
/// <param name="Timeframe">Length of a bar.</param>
/// <param name="AsOf">Sequence number of the last event that it includes.</param>
/// <param name="Bars">Bars in time order.</param>
internal sealed record BarsView(string? Symbol, string? Market, string Timeframe, long AsOf, IReadOnlyList<BarView> Bars);
