using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Phemex;

/// <summary>Reads Phemex's REST bodies: lists under <c>data</c>, market data under <c>result</c>.</summary>
internal static class PhemexRest
{
    private static readonly string[] Lists = ["products", "perpProductsV2"];

    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        if (!TryOpen(body, "data", out var document, out var data))
        {
            return false;
        }

        using (document)
        {
            var lists = Lists
                .Select(name => data.TryGetProperty(name, out var list) ? list : default)
                .Where(list => list.ValueKind == JsonValueKind.Array)
                .ToArray();
            var otherScales = CoinsOfAnotherScale(data);
            foreach (var row in lists.SelectMany(list => list.EnumerateArray()).Where(row => row.ValueKind == JsonValueKind.Object))
            {
                if (ReadProduct(row, otherScales) is { } instrument)
                {
                    instruments.Add(instrument);
                }
            }

            return lists.Length > 0;
        }
    }

    /// <summary>Reads the state of one contract, or of all in a list; states without an open interest are those of spot markets.</summary>
    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var states = StatesOf(document.RootElement)
                .Where(state => state.TryGetProperty("openInterestRv", out _) || state.TryGetProperty("openInterest", out _))
                .ToArray();
            foreach (var state in states)
            {
                AddOpenInterest(state, values);
            }

            return states.Length > 0;
        }
    }

    /// <summary>Reads lists of states; the turnover of dollar-quoted contracts is counted in what they are settled in, and left out.</summary>
    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var isRead = false;
            foreach (var state in StatesOf(document.RootElement))
            {
                var symbol = state.Text("symbol");
                var amount = Phemex.IsSpot(Encoding.UTF8.GetBytes(symbol))
                    ? Number(state, "turnoverEv") / PhemexFrames.SpotScale
                    : Number(state, "turnoverRv");
                if (amount is >= 0 and < PrintRules.Implausible)
                {
                    turnover[new(Phemex.Id, symbol)] = amount;
                    isRead = true;
                }
            }

            return isRead;
        }
    }

    private static IEnumerable<JsonElement> StatesOf(JsonElement root)
    {
        var result = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("result", out var found) ? found : default;
        IEnumerable<JsonElement> states = result.ValueKind switch
        {
            JsonValueKind.Array => result.EnumerateArray(),
            JsonValueKind.Object => [result],
            _ => [],
        };
        return states.Where(state => state.ValueKind == JsonValueKind.Object && state.Text("symbol").Length > 0);
    }

    private static void AddOpenInterest(JsonElement state, ICollection<OpenInterestValue> values)
    {
        var isDecimal = state.TryGetProperty("openInterestRv", out _);
        var price = isDecimal
            ? Number(state, "markRp")
            : FirstNumber(state, "markEp", "markPriceEp", "markPrice") / PhemexFrames.ContractPriceScale;
        var time = state.TryGetProperty("timestamp", out var ns) && ns.ValueKind == JsonValueKind.Number && ns.TryGetInt64(out var value)
            ? value / PhemexFrames.NsPerMs
            : 0;
        if (Number(state, isDecimal ? "openInterestRv" : "openInterest") is >= 0 and < PrintRules.Implausible and var amount)
        {
            var unit = isDecimal ? OpenInterestUnit.Base : OpenInterestUnit.Contracts;
            values.Add(new(new(Phemex.Id, state.Text("symbol")), amount, unit, price, time));
        }
    }

    private static Instrument? ReadProduct(JsonElement row, HashSet<string> otherScales)
    {
        var (symbol, quote, isTrading) = (row.Text("symbol"), row.Text("quoteCurrency").ToUpperInvariant(), row.Text("status") == "Listed");
        if (symbol.Length == 0 || quote.Length == 0)
        {
            return null;
        }

        var market = new MarketId(Phemex.Id, symbol);
        switch (row.Text("type"))
        {
            case "Spot" when row.Text("baseCurrency") is { Length: > 0 } coin && !otherScales.Contains(coin):
                return new(market, MarketKind.Spot, ContractKind.Spot, BaseCoin.FromVenue(Phemex.Id, coin), quote, 1, isTrading);
            case "PerpetualV2":
                var underlying = row.Text("baseCurrency") is { Length: > 0 } named ? named : row.Text("contractUnderlyingAssets");
                return underlying.Length == 0
                    ? null
                    : new(market, MarketKind.Perp, ContractKind.Linear, BaseCoin.FromVenue(Phemex.Id, underlying), quote, 1, isTrading);
            case "Perpetual":
                return ReadContract(row, market, quote, isTrading);
            default:
                return null;
        }
    }

    private static Instrument? ReadContract(JsonElement row, MarketId market, string quote, bool isTrading)
    {
        var (counted, settled, size) = (row.Text("contractUnderlyingAssets"), row.Text("settleCurrency"), Number(row, "contractSize"));
        var isInverse = counted == quote;

        // What is settled in a third coin cannot be converted, and frames are read with four decimals of a price.
        var canBeRead = size > 0 && Number(row, "priceScale") == 4 && (isInverse ? settled != quote : settled == quote);
        var coin = isInverse ? settled : counted;
        return !canBeRead || coin.Length == 0 ? null : new(
            market,
            MarketKind.Perp,
            isInverse ? ContractKind.Inverse : ContractKind.Linear,
            BaseCoin.FromVenue(Phemex.Id, coin),
            quote,
            size,
            isTrading);
    }

    // Spot sizes are read with eight decimals; a coin that the list gives others would be read wrongly, so it is left out.
    private static HashSet<string> CoinsOfAnotherScale(JsonElement data)
    {
        if (!data.TryGetProperty("currencies", out var currencies) || currencies.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return currencies.EnumerateArray()
            .Where(row => row.ValueKind == JsonValueKind.Object && row.TryGetProperty("valueScale", out var scale) && scale.Decimal() != 8)
            .Select(row => row.Text("currency"))
            .ToHashSet(StringComparer.Ordinal);
    }

    internal static double Number(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.Decimal() : double.NaN;

    internal static double FirstNumber(JsonElement row, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (row.TryGetProperty(name, out var value))
            {
                return value.Decimal();
            }
        }

        return double.NaN;
    }

    internal static bool TryOpen(ReadOnlyMemory<byte> body, string name, [NotNullWhen(true)] out JsonDocument? document, out JsonElement inner)
    {
        inner = default;
        if (!RestJson.TryParse(body, out document))
        {
            return false;
        }

        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out inner) && inner.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        document.Dispose();
        document = null;
        return false;
    }
}
