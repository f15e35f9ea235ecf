using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Okx;

/// <summary>Reads what OKX answers to requests.</summary>
internal static class OkxRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        TryReadData(body, "instType", data =>
        {
            foreach (var instrument in data.Objects().Select(ReadInstrument).OfType<Instrument>())
            {
                instruments.Add(instrument);
            }
        });

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        TryReadData(body, "oi", data =>
        {
            foreach (var row in data.Objects())
            {
                var (coins, contracts) = (row.Decimal("oiCcy"), row.Decimal("oi"));
                var market = new MarketId(Okx.Id, row.Text("instId"));
                if (market.Symbol.Length > 0 && double.IsFinite(coins))
                {
                    values.Add(new(market, coins, OpenInterestUnit.Base, UnixMs: row.Int64("ts")));
                }
                else if (market.Symbol.Length > 0 && double.IsFinite(contracts))
                {
                    values.Add(new(market, contracts, OpenInterestUnit.Contracts, UnixMs: row.Int64("ts")));
                }
            }
        });

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) =>
        TryReadData(body, "volCcy24h", data =>
        {
            foreach (var row in data.Objects())
            {
                // Spot markets count it in the quote currency, contracts in coins.
                var amount = row.Decimal("volCcy24h") * (row.Text("instType") == "SPOT" ? 1 : row.Decimal("last"));
                if (row.Text("instId") is { Length: > 0 } symbol && double.IsFinite(amount))
                {
                    turnover[new(Okx.Id, symbol)] = amount;
                }
            }
        });

    /// <summary>Every fill has an id and a merged print the last of them, so it accounts for those before.</summary>
    public static ushort IdsBefore(long count) => (ushort)Math.Clamp(count - 1, 0, ushort.MaxValue);

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var symbol = row.Text("instId");
        var isTrading = row.Text("state") == "live";
        if (row.Text("instType") == "SPOT")
        {
            var (coin, quote) = (row.Text("baseCcy"), row.Text("quoteCcy").ToUpperInvariant());
            return symbol.Length == 0 || coin.Length == 0 || quote.Length == 0 ? null : new(
                new(Okx.Id, symbol), MarketKind.Spot, ContractKind.Spot, BaseCoin.FromVenue(Okx.Id, coin), quote, 1, isTrading);
        }

        return row.Text("instType") == "SWAP" && symbol.Length > 0 ? ReadSwap(row, symbol, isTrading) : null;
    }

    private static Instrument? ReadSwap(JsonElement row, string symbol, bool isTrading)
    {
        if (row.Text("uly").ToUpperInvariant().Split('-') is not [var coin, var quote])
        {
            return null;
        }

        // A contract whose value is counted in anything but its own coin (linear) or quote (inverse) cannot be converted.
        ContractKind? contract = (row.Text("ctType"), row.Text("ctValCcy").ToUpperInvariant()) switch
        {
            ("linear", var currency) when currency == coin => ContractKind.Linear,
            ("inverse", var currency) when currency == quote => ContractKind.Inverse,
            _ => null,
        };
        var size = row.Decimal("ctVal") * row.Decimal("ctMult");
        return contract is { } kind && size > 0
            ? new(new(Okx.Id, symbol), MarketKind.Perp, kind, BaseCoin.FromVenue(Okx.Id, coin), quote, size, isTrading)
            : null;
    }

    // An empty list is a list of everything.
    internal static bool TryReadData(ReadOnlyMemory<byte> body, string field, Action<JsonElement> read)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (!root.TryFindArray(["data"], out var data) || root.Text("code") != "0" ||
                (data.Value.GetArrayLength() > 0 && !data.Value.Objects().Any(row => row.TryGetProperty(field, out _))))
            {
                return false;
            }

            read(data.Value);
            return true;
        }
    }
}
