namespace SqueezeFlow.Certainty.Tests.Venues;

/// <summary>Unique ids, no history.</summary>
internal sealed class HyperliquidStyle() : VenueStyle("HYPERLIQUID")
{
    public override string Frame(ModelMarket market, ModelTrade trade) =>
        $$"""
        {"channel":"trades","data":[{"coin":"{{market.Spec.Symbol}}","side":"{{(trade.IsBuy ? "B" : "A")}}","px":"{{ModelMarket.Price}}","sz":"{{Text(trade.RawSize)}}","time":{{trade.UnixMs}},"tid":{{(trade.Id * 1_000_003 % 9_007_199_254_740_881) + 1}}}]}
        """;

    public override string List(IEnumerable<ModelMarket> markets, long wallMs)
    {
        var rows = markets.Select(m => $$"""{"name":"{{m.Spec.Symbol}}"{{(m.IsListedAt(wallMs) ? "" : ",\"isDelisted\":true")}}}""").ToArray();
        return $$"""[{"universe":{{Rows(rows)}}},{{Rows(rows.Select(_ => "{}"))}}]""";
    }
}
