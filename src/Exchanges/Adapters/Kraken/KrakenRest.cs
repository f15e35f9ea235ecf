using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Kraken;

/// <summary>Reads Kraken's REST answers: lists, past trades and open interest, of spot and futures.</summary>
internal static class KrakenRest
{
    /// <summary>How sizes of a contract count: USD under <c>PI_</c> and <c>FI_</c>, base units under <c>PF_</c> and <c>FF_</c>.</summary>
    public static ContractKind ContractOf(string symbol) => symbol.Length > 1 && symbol[1] == 'I' ? ContractKind.Inverse : ContractKind.Linear;

    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => RestJson.TryRead(body, root =>
    {
        var found = (root.TryList("instruments", out var contracts) ? contracts.Objects().Select(ReadContract) : ReadPairs(root))
            .OfType<Instrument>()
            .ToArray();
        foreach (var instrument in found)
        {
            instruments.Add(instrument);
        }

        return found.Length > 0;
    });

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) => RestJson.TryRead(body, root =>
    {
        if (!root.TryList("tickers", out var tickers))
        {
            return false;
        }

        var unixMs = root.IsoUnixMsOf("serverTime");
        foreach (var ticker in tickers.Objects())
        {
            var symbol = ticker.Text("symbol").ToUpperInvariant();
            var amount = ticker.Decimal("openInterest");
            if (IsPerpetual(symbol) && double.IsFinite(amount))
            {
                var unit = ContractOf(symbol) == ContractKind.Inverse ? OpenInterestUnit.Usd : OpenInterestUnit.Base;
                values.Add(new(new(Kraken.Id, symbol), amount, unit, ticker.Decimal("markPrice"), unixMs));
            }
        }

        return true;
    });

    internal static bool TryEnter(JsonElement element, string name, out JsonElement inner) =>
        element.TryGetProperty(name, out inner) && inner.ValueKind == JsonValueKind.Object;

    private static IEnumerable<Instrument?> ReadPairs(JsonElement root) => TryEnterRoot(root, out var result)
        ? result.EnumerateObject().Where(pair => pair.Value.ValueKind == JsonValueKind.Object).Select(pair => ReadPair(pair.Name, pair.Value))
        : [];

    private static bool TryEnterRoot(JsonElement root, out JsonElement result)
    {
        result = default;
        return root.ValueKind == JsonValueKind.Object && TryEnter(root, "result", out result);
    }

    private static Instrument? ReadPair(string name, JsonElement pair)
    {
        // Dark pools trade beside the book.
        if (pair.Text("wsname") is not { Length: > 0 } symbol || name.EndsWith(".d", StringComparison.Ordinal))
        {
            return null;
        }

        var market = new MarketId(Kraken.Id, symbol);
        return new(
            market,
            MarketKind.Spot,
            ContractKind.Spot,
            BaseCoin.FromVenue(Kraken.Id, pair.Text("base") is { Length: > 0 } listed ? listed : BaseCoin.Of(market)),
            QuoteCurrency.Of(market),
            1,
            pair.Text("status") is "online" or "");
    }

    private static Instrument? ReadContract(JsonElement contract)
    {
        var symbol = contract.Text("symbol").ToUpperInvariant();
        if (!IsPerpetual(symbol))
        {
            return null;
        }

        var market = new MarketId(Kraken.Id, symbol);
        var listed = contract.Decimal("contractSize");
        var kind = ContractOf(symbol);

        // Sizes under PF_ are base units whatever the list calls a contract.
        var size = kind == ContractKind.Inverse && listed > 0 ? listed : 1;
        return new(market, MarketKind.Perp, kind, BaseCoin.Of(market), QuoteCurrency.Of(market), size, contract.IsTrue("tradeable"));
    }

    private static bool IsPerpetual(string symbol) =>
        symbol.StartsWith("PF_", StringComparison.Ordinal) || symbol.StartsWith("PI_", StringComparison.Ordinal);
}
