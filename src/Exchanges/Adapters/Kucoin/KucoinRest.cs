using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Kucoin;

/// <summary>Reads KuCoin's REST answers: lists, tickets, past trades, open interest, turnover.</summary>
internal static class KucoinRest
{
    private const string Perpetual = "FFWCSX";

    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => RestJson.TryRead(body, root =>
    {
        if (!root.TryList("data", out var rows))
        {
            return false;
        }

        var known = rows.Objects().Where(row => IsContract(row) || row.TryGetProperty("enableTrading", out _)).ToArray();
        foreach (var instrument in known.Select(row => IsContract(row) ? ReadContract(row) : ReadPair(row)).OfType<Instrument>())
        {
            instruments.Add(instrument);
        }

        return known.Length > 0;
    });

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) => RestJson.TryRead(body, root =>
    {
        if (!root.TryList("data", out var rows) || !rows.Objects().Any(IsContract))
        {
            return false;
        }

        foreach (var row in rows.Objects().Where(row => row.Text("type") == Perpetual && row.Text("symbol").Length > 0))
        {
            var amount = row.Decimal("openInterest");
            if (double.IsFinite(amount))
            {
                values.Add(new(new(Kucoin.Id, row.Text("symbol")), amount, OpenInterestUnit.Contracts, row.Decimal("markPrice")));
            }
        }

        return true;
    });

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => RestJson.TryRead(body, root =>
    {
        if (root.TryList("data", out var contracts) && contracts.Objects().Any(IsContract))
        {
            // The turnover of inverse contracts is counted in coins.
            AddTurnover(contracts.Objects().Where(row => !row.IsTrue("isInverse")), "turnoverOf24h", turnover);
            return true;
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || !data.TryList("ticker", out var tickers))
        {
            return false;
        }

        AddTurnover(tickers.Objects(), "volValue", turnover);
        return true;
    });

    /// <summary>Reads the answer that hands out an address.</summary>
    /// <exception cref="FormatException">The body is no ticket.</exception>
    public static (string Endpoint, string Token) ReadTicket(ReadOnlyMemory<byte> body)
    {
        (string Endpoint, string Token) ticket = default;
        var isTicket = RestJson.TryRead(body, root =>
        {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) ||
                !data.TryList("instanceServers", out var servers))
            {
                return false;
            }

            ticket = (servers.Objects().Select(server => server.Text("endpoint")).FirstOrDefault() ?? string.Empty, data.Text("token"));
            return ticket is { Endpoint.Length: > 0, Token.Length: > 0 };
        });
        return isTicket
            ? ticket
            : throw new FormatException($"Expected a ticket with a token and a server, found {RestJson.Excerpt(body)}");
    }

    private static void AddTurnover(IEnumerable<JsonElement> rows, string field, IDictionary<MarketId, double> turnover)
    {
        foreach (var row in rows)
        {
            if (row.Text("symbol") is { Length: > 0 } symbol && row.Decimal(field) is var amount && double.IsFinite(amount))
            {
                turnover[new(Kucoin.Id, symbol)] = amount;
            }
        }
    }

    private static bool IsContract(JsonElement row) => row.TryGetProperty("multiplier", out _) && row.Text("symbol").Length > 0;

    private static Instrument? ReadPair(JsonElement pair) =>
        pair.Text("symbol") is { Length: > 0 } symbol && pair.Text("baseCurrency") is { Length: > 0 } coin &&
        pair.Text("quoteCurrency") is { Length: > 0 } quote
            ? new(
                new(Kucoin.Id, symbol),
                MarketKind.Spot,
                ContractKind.Spot,
                BaseCoin.FromVenue(Kucoin.Id, coin),
                quote.ToUpperInvariant(),
                1,
                pair.IsTrue("enableTrading"))
            : null;

    private static Instrument? ReadContract(JsonElement contract)
    {
        var (coin, quote) = (contract.Text("baseCurrency"), contract.Text("quoteCurrency").ToUpperInvariant());
        var multiplier = contract.Decimal("multiplier");
        var isInverse = contract.IsTrue("isInverse") || multiplier < 0;
        var settle = contract.Text("settleCurrency");

        // A contract settled in a third coin cannot be converted.
        var isConvertible = settle.Length == 0 || settle == (isInverse ? coin : quote);
        return contract.Text("type") == Perpetual && coin.Length > 0 && quote.Length > 0 && isConvertible && Math.Abs(multiplier) > 0
            ? new(
                new(Kucoin.Id, contract.Text("symbol")),
                MarketKind.Perp,
                isInverse ? ContractKind.Inverse : ContractKind.Linear,
                BaseCoin.FromVenue(Kucoin.Id, coin),
                quote,
                Math.Abs(multiplier),
                contract.Text("status") == "Open")
            : null;
    }
}
