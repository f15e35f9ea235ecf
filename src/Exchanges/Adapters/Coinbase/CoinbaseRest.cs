using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Coinbase;

/// <summary>Reads Coinbase's REST answers: lists of products of both interfaces, past trades, turnover.</summary>
internal static class CoinbaseRest
{
    /// <summary>Lists the perpetuals.</summary>
    public static readonly RestCall PerpetualsCall =
        new(Coinbase.Advanced, "/api/v3/brokerage/market/products?product_type=FUTURE&contract_expiry_type=PERPETUAL");

    /// <summary>Lists the spot markets with their turnover, which the Exchange interface gives one by one only.</summary>
    public static readonly RestCall SpotCall = new(Coinbase.Advanced, "/api/v3/brokerage/market/products?product_type=SPOT");

    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) => RestJson.TryRead(body, root =>
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return AddAll(root, "id", ReadExchangeProduct, instruments);
        }

        return root.TryList("products", out var products) && AddAll(products, "product_id", ReadAdvancedProduct, instruments);
    });

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => RestJson.TryRead(body, root =>
    {
        if (!root.TryList("products", out var products))
        {
            return false;
        }

        foreach (var product in products.Objects().Where(product => product.Text("alias").Length == 0))
        {
            var quote = product.Decimal("approximate_quote_24h_volume");
            quote = double.IsNaN(quote) ? product.Decimal("volume_24h") * product.Decimal("price") : quote;
            if (product.Text("product_id") is { Length: > 0 } name && double.IsFinite(quote))
            {
                turnover[new(Coinbase.Id, name)] = quote;
            }
        }

        return true;
    });

    private static bool AddAll(
        JsonElement list, string nameField, Func<JsonElement, string, Instrument?> read, ICollection<Instrument> instruments)
    {
        var named = list.Objects().Where(product => product.Text(nameField).Length > 0).ToArray();
        foreach (var instrument in named.Select(product => read(product, product.Text(nameField))).OfType<Instrument>())
        {
            instruments.Add(instrument);
        }

        return named.Length > 0 || list.GetArrayLength() == 0;
    }

    private static Instrument? ReadExchangeProduct(JsonElement product, string name) =>
        Spot(product, name, product.Text("base_currency"), product.Text("quote_currency"));

    private static Instrument? ReadAdvancedProduct(JsonElement product, string name)
    {
        // An alias is another name of the same book: its trades would count twice.
        if (product.Text("alias").Length > 0)
        {
            return null;
        }

        var market = new MarketId(Coinbase.Id, name);
        if (MarketClassifier.Classify(market) == MarketKind.Spot)
        {
            return product.Text("product_type") == "SPOT"
                ? Spot(product, name, product.Text("base_currency_id"), product.Text("quote_currency_id"))
                : null;
        }

        var quote = product.Text("quote_currency_id") is { Length: > 0 } listed ? listed : QuoteCurrency.Of(market);
        return name.EndsWith("-PERP-INTX", StringComparison.Ordinal)
            ? new(market, MarketKind.Perp, ContractKind.Linear, BaseCoin.Of(market), quote.ToUpperInvariant(), 1, IsOpen(product))
            : null;
    }

    private static Instrument? Spot(JsonElement product, string name, string baseField, string quote) =>
        baseField.Length == 0 || quote.Length == 0 ? null : new(
            new(Coinbase.Id, name),
            MarketKind.Spot,
            ContractKind.Spot,
            BaseCoin.FromVenue(Coinbase.Id, baseField),
            quote.ToUpperInvariant(),
            1,
            IsOpen(product));

    private static bool IsOpen(JsonElement product) =>
        product.Text("status") is "online" or "" && !product.IsTrue("trading_disabled") && !product.IsTrue("is_disabled");
}
