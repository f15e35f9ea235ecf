using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Huobi;

/// <summary>Past trades of HTX, which spot and swaps give alike: the newest alone.</summary>
internal static class HuobiHistory
{
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
