namespace SqueezeFlow.Certainty.Tests.Venues;

/// <summary>Ids that are unique texts; the newest thousand trades.</summary>
internal sealed class BybitStyle() : VenueStyle("BYBIT")
{
    public override int Depth => 1_000;

    public override string Frame(ModelMarket market, ModelTrade trade) =>
        $$"""
        {"topic":"publicTrade.{{market.Spec.Symbol}}","type":"snapshot","ts":{{trade.UnixMs}},"data":[{"T":{{trade.UnixMs}},"s":"{{market.Spec.Symbol}}","S":"{{Side(trade)}}","v":"{{Text(trade.RawSize)}}","p":"{{ModelMarket.Price}}","i":"{{Key(market, trade)}}","BT":false}]}
        """;

    public override string List(IEnumerable<ModelMarket> markets, long wallMs) =>
        $$$"""{"retCode":0,"result":{"list":{{{Rows(markets.Select(m => Instrument(m, wallMs)))}}}}}""";

    public override string History(ModelMarket market, string path, IReadOnlyList<ModelTrade> past) =>
        $$$"""{"retCode":0,"result":{"category":"linear","list":{{{Rows(past.Reverse().Select(t => Row(market, t)))}}}},"time":0}""";

    private static string Instrument(ModelMarket market, long wallMs) =>
        $$"""
        {"symbol":"{{market.Spec.Symbol}}","baseCoin":"BTC","quoteCoin":"{{(market.Spec.Symbol == "BTCPERP" ? "USDC" : "USDT")}}","status":"{{(market.IsListedAt(wallMs) ? "Trading" : "Closed")}}","contractType":"LinearPerpetual"}
        """;

    private static string Row(ModelMarket market, ModelTrade trade) =>
        $$"""
        {"execId":"{{Key(market, trade)}}","symbol":"{{market.Spec.Symbol}}","price":"{{ModelMarket.Price}}","size":"{{Text(trade.RawSize)}}","side":"{{Side(trade)}}","time":"{{trade.UnixMs}}","isBlockTrade":false}
        """;

    private static string Side(ModelTrade trade) => trade.IsBuy ? "Buy" : "Sell";

    private static string Key(ModelMarket market, ModelTrade trade) =>
        $"{trade.Id * 7_919 % 0xFFFF_FFFF:x8}-{market.Spec.Symbol.Length:x4}-4a2b-9c1d-{trade.Id:x12}";
}
