using System.Text.Json.Serialization;

namespace SqueezeFlow.Silo.Commands.Summaries;

/// <summary>What a run received of one market.</summary>
/// <param name="Market">Market id.</param>
/// <param name="Generated">Trades that the simulated venue sent; null where nobody knows.</param>
/// <param name="Trades">Trades received.</param>
/// <param name="BuyNotional">Quote notional of aggressor buys in stored one-second bars.</param>
/// <param name="SellNotional">Quote notional of aggressor sells in stored one-second bars.</param>
/// <param name="Bars">One-second bars stored.</param>
/// <param name="Gaps">Gaps not filled.</param>
internal sealed record MarketSummary(string Market, long? Generated, long Trades, double BuyNotional, double SellNotional, long Bars, int Gaps)
{
    /// <summary>Market time of the last trade before somebody took the market away, up to which it is judged; null when it was read to the end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RemovedAfter { get; init; }
}
