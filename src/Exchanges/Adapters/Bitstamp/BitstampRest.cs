using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Bitstamp;

/// <summary>Reads Bitstamp's list of pairs.</summary>
internal static class BitstampRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => RestJson.TryRead(body, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var pairs = root.Objects().Where(pair => pair.Text("url_symbol").Length > 0).ToArray();
        foreach (var instrument in pairs.Select(ReadPair).OfType<Instrument>())
        {
            instruments.Add(instrument);
        }

        return pairs.Length > 0 || root.GetArrayLength() == 0;
    });

    private static Instrument? ReadPair(JsonElement pair)
    {
        var parts = pair.Text("name").Split('/');

        // Perpetuals carry a suffix; they are thin and not followed.
        return parts is [{ Length: > 0 } coin, { Length: > 0 } quote] && !pair.Text("url_symbol").Contains("-perp", StringComparison.Ordinal)
            ? new(
                new(Bitstamp.Id, pair.Text("url_symbol")),
                MarketKind.Spot,
                ContractKind.Spot,
                BaseCoin.FromVenue(Bitstamp.Id, coin),
                quote.ToUpperInvariant(),
                1,
                pair.Text("trading") == "Enabled")
            : null;
    }
}
