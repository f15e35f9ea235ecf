using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Ftx;

/// <summary>Reads FTX's list of markets, as recordings keep it.</summary>
internal static class FtxRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("result", out var list) || list.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            var rows = list.EnumerateArray()
                .Where(row => row.ValueKind == JsonValueKind.Object && row.TryGetProperty("baseCurrency", out _))
                .ToArray();
            foreach (var instrument in rows.Select(ReadInstrument).OfType<Instrument>())
            {
                instruments.Add(instrument);
            }

            return rows.Length > 0;
        }
    }

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var market = new MarketId(Ftx.Id, row.Text("name"));
        var (coin, quote) = (row.Text("baseCurrency"), row.Text("quoteCurrency"));
        return row.Text("type") switch
        {
            "spot" when coin.Length > 0 && quote.Length > 0 => Ftx.Listed(market, MarketKind.Spot, BaseCoin.FromVenue(Ftx.Id, coin), quote),
            "future" when market.Symbol.EndsWith("-PERP", StringComparison.Ordinal) && row.Text("underlying").Length > 0 =>
                Ftx.Listed(market, MarketKind.Perp, BaseCoin.FromVenue(Ftx.Id, row.Text("underlying")), "USD"),
            _ => null,
        };
    }
}
