using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bybit;

/// <summary>Reads what Bybit answers to requests.</summary>
internal static class BybitRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        TryReadList(body, (_, list) =>
        {
            var found = list.Objects().Select(ReadInstrument).ToArray();
            foreach (var instrument in found.OfType<Instrument>())
            {
                instruments.Add(instrument);
            }

            return found.Length == 0 || list.Objects().Any(row => row.Text("baseCoin").Length > 0);
        });

    public static RestCall? NextInstruments(RestCall asked, ReadOnlyMemory<byte> body)
    {
        var cursor = string.Empty;
        TryReadList(body, (root, list) =>
        {
            cursor = list.GetArrayLength() > 0 ? root.GetProperty("result").Text("nextPageCursor") : string.Empty;
            return true;
        });
        var at = asked.Path.IndexOf("&cursor=", StringComparison.Ordinal);
        var next = $"{(at < 0 ? asked.Path : asked.Path[..at])}&cursor={Uri.EscapeDataString(cursor)}";

        // A page that names itself would be asked for ever.
        return cursor.Length == 0 || next == asked.Path ? null : asked with { Path = next };
    }

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) =>
        TryReadList(body, (root, list) =>
        {
            var result = root.GetProperty("result");
            OpenInterestUnit? unit = result.Text("category") switch
            {
                "linear" => OpenInterestUnit.Base,
                "inverse" => OpenInterestUnit.Usd,
                _ => null,
            };
            if (unit is null)
            {
                return false;
            }

            var before = values.Count;
            if (result.Text("symbol") is { Length: > 0 } symbol)
            {
                AddLatest(symbol, unit.Value, list, values);
            }
            else
            {
                AddTickers(unit.Value, root.Int64("time"), list, values);
            }

            return values.Count > before || list.GetArrayLength() == 0;
        });

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) =>
        TryReadList(body, (root, list) =>
        {
            // The turnover of inverse contracts is counted in coins, their volume in US dollars.
            var (field, suffix) = root.GetProperty("result").Text("category") switch
            {
                "linear" => ("turnover24h", string.Empty),
                "inverse" => ("volume24h", string.Empty),
                "spot" => ("turnover24h", Bybit.SpotSuffix),
                _ => (string.Empty, string.Empty),
            };
            var found = list.Objects()
                .Select(row => (Symbol: row.Text("symbol"), Amount: field.Length > 0 ? row.Decimal(field) : double.NaN))
                .Where(row => row.Symbol.Length > 0 && double.IsFinite(row.Amount))
                .ToArray();
            foreach (var (symbol, amount) in found)
            {
                turnover[new(Bybit.Id, symbol + suffix)] = amount;
            }

            return field.Length > 0 && (found.Length > 0 || list.GetArrayLength() == 0);
        });

    // The history of one market: its latest row is what stands now.
    private static void AddLatest(string symbol, OpenInterestUnit unit, JsonElement list, ICollection<OpenInterestValue> values)
    {
        var latest = list.Objects()
            .Select(row => (Amount: row.Decimal("openInterest"), UnixMs: row.Int64("timestamp")))
            .Where(row => double.IsFinite(row.Amount))
            .OrderByDescending(row => row.UnixMs)
            .Take(1);
        foreach (var (amount, unixMs) in latest)
        {
            values.Add(new(new(Bybit.Id, symbol), amount, unit, UnixMs: unixMs));
        }
    }

    private static void AddTickers(OpenInterestUnit unit, long unixMs, JsonElement list, ICollection<OpenInterestValue> values)
    {
        foreach (var row in list.Objects())
        {
            var (symbol, amount) = (row.Text("symbol"), row.Decimal("openInterest"));
            if (symbol.Length > 0 && double.IsFinite(amount))
            {
                var mark = row.Decimal("markPrice");
                values.Add(new(new(Bybit.Id, symbol), amount, unit, mark > 0 ? mark : row.Decimal("lastPrice"), unixMs));
            }
        }
    }

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var symbol = row.Text("symbol");
        var (coin, quote) = (row.Text("baseCoin"), row.Text("quoteCoin").ToUpperInvariant());
        if (symbol.Length == 0 || coin.Length == 0 || quote.Length == 0)
        {
            return null;
        }

        var isTrading = row.Text("status") == "Trading";
        (MarketKind Kind, ContractKind Contract, string Symbol)? found =
            !row.TryGetProperty("contractType", out _) ? (MarketKind.Spot, ContractKind.Spot, symbol + Bybit.SpotSuffix)
            : row.Text("contractType") switch
            {
                "LinearPerpetual" => (MarketKind.Perp, ContractKind.Linear, symbol),
                "InversePerpetual" => (MarketKind.Perp, ContractKind.Inverse, symbol),
                _ => null,
            };
        return found is not { } market
            ? null
            : new(new(Bybit.Id, market.Symbol), market.Kind, market.Contract, BaseCoin.FromVenue(Bybit.Id, coin), quote, 1, isTrading);
    }

    internal static bool TryReadList(ReadOnlyMemory<byte> body, Func<JsonElement, JsonElement, bool> read)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            return root.TryFindArray(["result", "list"], out var list) && root.Int64("retCode") == 0 &&
                read(root, list.Value);
        }
    }
}
