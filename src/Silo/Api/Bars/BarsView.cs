using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Api.Bars;

/// <summary>Bars of a symbol.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="Timeframe">Length of a bar, e.g. <c>5m</c>.</param>
/// <param name="AsOf">Sequence number of the last event that this answer includes.</param>
/// <param name="Bars">Bars in time order.</param>
internal sealed record SymbolBarsView(string Symbol, string Timeframe, long AsOf, IReadOnlyList<BarView> Bars);

/// <summary>Bars of a market.</summary>
/// <param name="Market">Market id.</param>
/// <param name="Timeframe">Length of a bar, e.g. <c>5m</c>.</param>
/// <param name="AsOf">Sequence number of the last event that this answer includes.</param>
/// <param name="Bars">Bars in time order.</param>
internal sealed record MarketBarsView(string Market, string Timeframe, long AsOf, IReadOnlyList<BarView> Bars);
