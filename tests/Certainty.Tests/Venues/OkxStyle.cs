using System.Globalization;

namespace SqueezeFlow.Certainty.Tests.Venues;

/// <summary>Ids that rise by one, prints that merge fills, contracts, a history by id.</summary>
internal sealed class OkxStyle() : VenueStyle("OKX")
{
    public override bool HasIds => true;

    public override double FirstSize => 0.01;

    public override double RawOfOne => 1;

    public override int Depth => 100_000;

    public override string Frame(ModelMarket market, ModelTrade trade) =>
        $$"""{"arg":{"channel":"trades","instId":"{{market.Spec.Symbol}}"},"data":[{{Row(market, trade)}}]}""";

    public override string List(IEnumerable<ModelMarket> markets, long wallMs) =>
        $$"""{"code":"0","data":{{Rows(markets.Select(m => Instrument(m, wallMs)))}}}""";

    public override string History(ModelMarket market, string path, IReadOnlyList<ModelTrade> past)
    {
        var after = Parameter(path, "after") is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : long.MaxValue;
        var era = past.Count == 0 ? 0 : past[^1].Era;
        var rows = past.Where(t => t.Era == era && t.Id < after).TakeLast(100).Reverse();
        return $$"""{"code":"0","data":{{Rows(rows.Select(t => Row(market, t)))}}}""";
    }

    private static string Instrument(ModelMarket market, long wallMs)
    {
        var quote = market.Spec.Symbol.Split('-')[1];
        var state = market.IsListedAt(wallMs) ? "live" : "suspend";
        return $$"""
            {"instType":"SWAP","instId":"{{market.Spec.Symbol}}","uly":"BTC-{{quote}}","ctVal":"{{Text(market.SizeAt(wallMs))}}","ctMult":"1","ctValCcy":"BTC","ctType":"linear","state":"{{state}}"}
            """;
    }

    private static string Row(ModelMarket market, ModelTrade trade) =>
        $$"""
        {"instId":"{{market.Spec.Symbol}}","tradeId":"{{trade.Id}}","px":"{{ModelMarket.Price}}","sz":"{{Text(trade.RawSize)}}","side":"{{(trade.IsBuy ? "buy" : "sell")}}","ts":"{{trade.UnixMs}}","count":"{{trade.Fills}}"}
        """;
}
