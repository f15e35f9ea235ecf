using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Api.Bars;

/// <summary>A closed bar as told to screens.</summary>
/// <param name="Market">Market id.</param>
/// <param name="Timeframe">Length of the bar.</param>
/// <param name="Bar">The bar, in the shape of <c>bars</c>.</param>
internal sealed record BarEvent(string Market, string Timeframe, BarView Bar)
{
    /// <summary>The view of an event: bars in the shape of the API, everything else as it is.</summary>
    public static object Of(object view) =>
        view is BarRow row ? new BarEvent(row.Market.ToString(), row.Timeframe.ToString(), BarView.Of(row.Market, row.Bar)) : view;
}
