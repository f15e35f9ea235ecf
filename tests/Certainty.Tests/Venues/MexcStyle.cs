namespace SqueezeFlow.Certainty.Tests.Venues;

/// <summary>No ids at all: prints are told apart by what they say; the newest hundred trades; contracts.</summary>
internal sealed class MexcStyle() : VenueStyle("MEXC")
{
    public override bool HasUniqueIds => false;

    public override double FirstSize => 0.01;

    public override double RawOfOne => 1;

    public override int Depth => 100;

    public override string Frame(ModelMarket market, ModelTrade trade) =>
        $$"""{"channel":"push.deal","symbol":"{{market.Spec.Symbol}}","data":{{Row(trade)}},"ts":{{trade.UnixMs}}}""";

    public override string List(IEnumerable<ModelMarket> markets, long wallMs) =>
        $$"""{"success":true,"code":0,"data":{{Rows(markets.Select(m => Instrument(m, wallMs)))}}}""";

    public override bool Names(ModelMarket market, string path) => path.Contains($"/deals/{market.Spec.Symbol}?", StringComparison.Ordinal);

    public override string History(ModelMarket market, string path, IReadOnlyList<ModelTrade> past) =>
        $$"""{"success":true,"code":0,"data":{{Rows(past.Reverse().Select(Row))}}}""";

    private static string Instrument(ModelMarket market, long wallMs)
    {
        var quote = market.Spec.Symbol.Split('_')[1];
        return $$"""
            {"symbol":"{{market.Spec.Symbol}}","baseCoin":"BTC","quoteCoin":"{{quote}}","settleCoin":"{{quote}}","contractSize":{{Text(market.SizeAt(wallMs))}},"state":{{(market.IsListedAt(wallMs) ? 0 : 2)}}}
            """;
    }

    private static string Row(ModelTrade trade) =>
        $$"""{"p":{{ModelMarket.Price}},"v":{{Text(trade.RawSize)}},"T":{{(trade.IsBuy ? 1 : 2)}},"O":3,"M":2,"t":{{trade.UnixMs}}}""";
}
