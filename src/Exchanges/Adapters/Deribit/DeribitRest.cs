using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Deribit;

/// <summary>Reads what Deribit answers to requests.</summary>
internal static class DeribitRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        TryReadRows(body, "settlement_period", "kind", row =>
        {
            if (ReadInstrument(row) is { } instrument)
            {
                instruments.Add(instrument);
            }
        });

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        TryReadRows(body, "open_interest", "instrument_name", row =>
        {
            var (symbol, amount) = (row.Text("instrument_name"), row.Decimal("open_interest"));
            if (symbol.Length == 0 || !double.IsFinite(amount))
            {
                return;
            }

            // Prices of options are counted in coins.
            var isOption = Deribit.IsOption(symbol);
            var unit = isOption || !Deribit.IsReversed(symbol) ? OpenInterestUnit.Base : OpenInterestUnit.Usd;
            var price = isOption ? double.NaN : row.Decimal("mark_price");
            values.Add(new(new(Deribit.Id, symbol), amount, unit, price, row.Int64("creation_timestamp")));
        });

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) =>
        TryReadRows(body, "volume_usd", "instrument_name", row =>
        {
            var (symbol, amount) = (row.Text("instrument_name"), row.Decimal("volume_usd"));
            if (symbol.Length > 0 && double.IsFinite(amount))
            {
                turnover[new(Deribit.Id, symbol)] = amount;
            }
        });

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var (symbol, coin, quote) = (row.Text("instrument_name"), row.Text("base_currency"), row.Text("quote_currency").ToUpperInvariant());
        if (symbol.Length == 0 || coin.Length == 0 || quote.Length == 0)
        {
            return null;
        }

        (MarketKind Kind, ContractKind Contract)? found = row.Text("kind") switch
        {
            "spot" => (MarketKind.Spot, ContractKind.Spot),
            "future" => (MarketKind.Perp, IsReversed(row, quote) ? ContractKind.Inverse : ContractKind.Linear),
            _ => null,
        };
        return found is not { } market
            ? null
            : new(new(Deribit.Id, symbol), market.Kind, market.Contract, BaseCoin.FromVenue(Deribit.Id, coin), quote, 1, row.IsTrue("is_active"));
    }

    // Old lists do not say it: then every future was settled in its coin.
    private static bool IsReversed(JsonElement row, string quote) =>
        (row.Text("instrument_type"), row.Text("future_type")) switch
        {
            ({ Length: > 0 } type, _) => type == "reversed",
            (_, { Length: > 0 } type) => type == "reversed",
            _ => quote == "USD",
        };

    // One row alone, without its envelope, is read too.
    private static bool TryReadRows(ReadOnlyMemory<byte> body, string field, string other, Action<JsonElement> read)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            bool IsRow(JsonElement row) => row.TryGetProperty(field, out _) && row.TryGetProperty(other, out _);
            if (root.TryFindArray(["result"], out var result))
            {
                var rows = result.Value.Objects().ToArray();
                Array.ForEach(rows, row =>
                {
                    if (IsRow(row))
                    {
                        read(row);
                    }
                });
                return result.Value.GetArrayLength() == 0 || rows.Any(IsRow);
            }

            if (root.ValueKind != JsonValueKind.Object || !IsRow(root))
            {
                return false;
            }

            read(root);
            return true;
        }
    }
}
