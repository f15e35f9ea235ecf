using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Gemini;

/// <summary>Reads Gemini's list of names, or the details of one.</summary>
internal static class GeminiRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => RestJson.TryRead(body, root =>
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            var names = root.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).ToArray();
            foreach (var instrument in names.Select(name => Gemini.ByName(new(Gemini.Id, name.ToString().ToUpperInvariant()))).OfType<Instrument>())
            {
                instruments.Add(instrument);
            }

            return names.Length > 0 || root.GetArrayLength() == 0;
        }

        if (root.ValueKind != JsonValueKind.Object || ReadDetails(root) is not { } listed)
        {
            return false;
        }

        instruments.Add(listed);
        return true;
    });

    private static Instrument? ReadDetails(JsonElement details) =>
        details.Text("symbol") is { Length: > 0 } name && details.Text("base_currency") is { Length: > 0 } coin &&
        details.Text("quote_currency") is { Length: > 0 } quote
            ? Gemini.Listed(
                new(Gemini.Id, name.ToUpperInvariant()),
                BaseCoin.FromVenue(Gemini.Id, coin),
                quote.ToUpperInvariant(),
                details.Text("product_type") == "swap",
                details.Text("status") == "open")
            : null;
}
