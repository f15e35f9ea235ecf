using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Bitmex;

/// <summary>Reads BitMEX's list of instruments, as recordings keep it.</summary>
internal static class BitmexRest
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
            if (root.ValueKind != JsonValueKind.Array || !root.Objects().Any(row => row.TryGetProperty("rootSymbol", out _)))
            {
                return false;
            }

            foreach (var instrument in root.Objects().Select(ReadInstrument).OfType<Instrument>())
            {
                instruments.Add(instrument);
            }

            return true;
        }
    }

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var (symbol, coin, quote) = (row.Text("symbol"), row.Text("underlying"), row.Text("quoteCurrency").ToUpperInvariant());
        var isInverse = row.IsTrue("isInverse");
        (MarketKind Kind, ContractKind Contract)? found = row.Text("typ") switch
        {
            "FFWCSX" or "FFCCSX" => (MarketKind.Perp, isInverse ? ContractKind.Inverse : ContractKind.Linear),
            "IFXXXP" => (MarketKind.Spot, ContractKind.Spot),
            _ => null,
        };
        return found is not { } market || symbol.Length == 0 || coin.Length == 0 || quote.Length == 0 ? null : new(
            new(Bitmex.Id, symbol),
            market.Kind,
            market.Contract,
            BaseCoin.FromVenue(Bitmex.Id, coin),
            quote == "XBT" ? "BTC" : quote,
            1,
            row.Text("state") == "Open");
    }
}
