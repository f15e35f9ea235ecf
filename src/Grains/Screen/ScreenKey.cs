using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Grains.Screen;

/// <summary>What a state event is about: of two with the same key only the later one matters.</summary>
internal readonly record struct ScreenKey(string Kind, string? Symbol, MarketId Market, Timeframe Timeframe)
{
    public static ScreenKey Of(ScreenEvent item) => item.View switch
    {
        BarRow row => new(item.Kind, item.Symbol, row.Market, row.Timeframe),
        MarketView view when MarketId.TryParse(view.Market, out var market) => new(item.Kind, item.Symbol, market, default),
        _ => new(item.Kind, item.Symbol, default, default),
    };
}
