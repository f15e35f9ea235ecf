using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Interfaces.Wire;

/// <summary><see cref="MarketTrades"/> between silos.</summary>
[GenerateSerializer, Immutable, Alias("sf.MarketTrades")]
internal readonly record struct MarketTradesSurrogate(
    [property: Id(0)] string Exchange,
    [property: Id(1)] string Symbol,
    [property: Id(2)] string FeedId,
    [property: Id(3)] long Epoch,
    [property: Id(4)] long DroppedBefore,
    [property: Id(5)] TradeSurrogate[] Trades,
    [property: Id(6)] int ResumedAt)
{
    public static MarketTradesSurrogate From(MarketTrades source)
    {
        var trades = new TradeSurrogate[source.Trades.Length];
        for (var i = 0; i < trades.Length; i++)
        {
            trades[i] = TradeSurrogate.From(source.Trades[i]);
        }

        return new(source.Market.Exchange, source.Market.Symbol, source.FeedId, source.Epoch, source.DroppedBefore, trades, source.ResumedAt);
    }

    public MarketTrades ToMarketTrades()
    {
        var trades = Array.ConvertAll(Trades, t => t.ToTrade());
        return new(new MarketId(Exchange, Symbol), FeedId, Epoch, trades, trades.Length) { DroppedBefore = DroppedBefore, ResumedAt = ResumedAt };
    }
}
