using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Bitget;

/// <summary>Reads Bitget's REST bodies, all of them <c>{"code":"00000","data":…}</c>.</summary>
internal static class BitgetRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        if (!TryOpen(body, JsonValueKind.Array, out var document, out var data))
        {
            return false;
        }

        using (document)
        {
            var rows = data.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object && row.Text("category").Length > 0).ToArray();
            foreach (var instrument in rows.Select(ReadInstrument).OfType<Instrument>())
            {
                instruments.Add(instrument);
            }

            return rows.Length > 0;
        }
    }

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values)
    {
        if (!TryOpen(body, JsonValueKind.Object, out var document, out var data))
        {
            return false;
        }

        using (document)
        {
            var isOlder = data.TryGetProperty("openInterestList", out var rows);
            if ((!isOlder && !data.TryGetProperty("list", out rows)) || rows.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            WholeNumber.TryRead(Encoding.UTF8.GetBytes(data.Text("ts")), out var time);
            var amountName = isOlder ? "size" : "openInterest";
            foreach (var row in rows.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object && row.Text("symbol").Length > 0))
            {
                if (Number(row, amountName) is >= 0 and < PrintRules.Implausible and var amount)
                {
                    values.Add(new(new(Bitget.Id, row.Text("symbol")), amount, OpenInterestUnit.Base, UnixMs: time));
                }
            }

            return true;
        }
    }

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover)
    {
        if (!TryOpen(body, JsonValueKind.Array, out var document, out var data))
        {
            return false;
        }

        using (document)
        {
            var isRead = false;
            foreach (var row in data.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object && row.Text("category").Length > 0))
            {
                if (row.Text("symbol") is { Length: > 0 } symbol && Number(row, "turnover24h") is >= 0 and < PrintRules.Implausible and var amount)
                {
                    turnover[new(Bitget.Id, row.Text("category") == "SPOT" ? symbol + Bitget.SpotSuffix : symbol)] = amount;
                    isRead = true;
                }
            }

            return isRead;
        }
    }

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var (symbol, coin, quote, category) = (row.Text("symbol"), row.Text("baseCoin"), row.Text("quoteCoin").ToUpperInvariant(), row.Text("category"));
        var isSpot = category == "SPOT";
        var isPerpetual = category is "USDT-FUTURES" or "USDC-FUTURES" && row.Text("type") == "perpetual";
        if (symbol.Length == 0 || coin.Length == 0 || quote.Length == 0 || !(isSpot || isPerpetual))
        {
            return null;
        }

        return new(
            new(Bitget.Id, isSpot ? symbol + Bitget.SpotSuffix : symbol),
            isSpot ? MarketKind.Spot : MarketKind.Perp,
            isSpot ? ContractKind.Spot : ContractKind.Linear,
            BaseCoin.FromVenue(Bitget.Id, coin),
            quote,
            1,
            // Tokenised shares stand in the same list.
            row.Text("status") == "online" && !row.Text("isRwa").Equals("YES", StringComparison.OrdinalIgnoreCase));
    }

    internal static double Number(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.Decimal() : double.NaN;

    internal static bool TryOpen(
        ReadOnlyMemory<byte> body, JsonValueKind kind, [NotNullWhen(true)] out JsonDocument? document, out JsonElement data)
    {
        data = default;
        if (!RestJson.TryParse(body, out document))
        {
            return false;
        }

        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.Text("code") == "00000" && root.TryGetProperty("data", out data) && data.ValueKind == kind)
        {
            return true;
        }

        document.Dispose();
        document = null;
        return false;
    }
}
