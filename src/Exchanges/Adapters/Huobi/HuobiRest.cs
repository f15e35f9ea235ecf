using System.Text;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Huobi;

/// <summary>Requests of HTX's spot and swap interfaces, and the past trades that both give alike.</summary>
internal static class HuobiRest
{
    /// <summary>The text that subscribes to (<c>sub</c>) or leaves (<c>unsub</c>) the trades of one market.</summary>
    public static byte[] Request(string verb, SubscriptionRequest request) =>
        Encoding.UTF8.GetBytes($$"""{"{{verb}}":"market.{{request.Markets[0].Market.Symbol}}.trade.detail","id":"{{request.Id}}"}""");

    /// <summary>Reads the venue's newest trades, a list of pushes that are lists of trades.</summary>
    /// <exception cref="FormatException">The body is no such list.</exception>
    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search)
    {
        using var pushes = RestList.OpenTrades(body, "data");
        search.BeginPage();
        foreach (var push in pushes.Rows)
        {
            foreach (var row in push.TryGetProperty("data", out var trades) ? trades.Objects() : [])
            {
                var json = RestRow.ReaderOf(row);
                search.Add(HuobiFrames.ReadTrade(ref json, out _));
            }
        }
    }
}
