using System.Globalization;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Kraken;

/// <summary>Reads Kraken's REST answers: lists, past trades and open interest, of spot and futures.</summary>
internal static class KrakenRest
{
    private const int PageSize = 1000;

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

    public static RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var gap = search.Gap;
        var isDone = search.Pages > 0 && (search.Cursor is null || search.LastRows == 0 ||
            (gap.AfterUnixMs > 0 && search.NewestUnixMs > gap.AfterUnixMs));
        if (isDone || gap.BeforeUnixMs <= 0)
        {
            return null;
        }

        if (instrument.Kind == MarketKind.Spot)
        {
            // Answers begin after the cursor, so the first asks for the millisecond of the last trade too.
            var since = search.Cursor ?? ((gap.BeforeUnixMs * 1_000_000) - 1).ToString(CultureInfo.InvariantCulture);
            var pair = instrument.Market.Symbol.Replace("/", string.Empty, StringComparison.Ordinal);
            return new("main", $"/0/public/Trades?pair={pair}&since={since}&count={PageSize}");
        }

        var before = gap.AfterUnixMs > 0 ? string.Create(CultureInfo.InvariantCulture, $"&before={gap.AfterUnixMs + 1}") : string.Empty;
        var token = search.Cursor is null ? string.Empty : $"&continuationToken={Uri.EscapeDataString(search.Cursor)}";
        return new(Kraken.Futures, string.Create(
            CultureInfo.InvariantCulture,
            $"/api/history/v3/market/{instrument.Market.Symbol}/executions?since={gap.BeforeUnixMs}{before}&sort=asc&count={PageSize}{token}"));
    }

    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search) => RestJson.ReadPage(body, search, root =>
    {
        if (root.TryList("elements", out var executions))
        {
            search.Cursor = root.Text("continuationToken") is { Length: > 0 } token ? token : null;
            foreach (var execution in executions.Objects())
            {
                AddExecution(execution, search);
            }

            return true;
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("result", out var result) || result.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var rows = result.EnumerateObject().FirstOrDefault(field => field.Value.ValueKind == JsonValueKind.Array).Value;
        if (rows.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        search.Cursor = result.TryGetProperty("last", out var last) && last.Int64() is > 0 and var cursor
            ? cursor.ToString(CultureInfo.InvariantCulture)
            : null;
        foreach (var row in rows.EnumerateArray())
        {
            AddRow(row, search);
        }

        return true;
    });

    private static void AddRow(JsonElement row, TradeSearch search)
    {
        if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() < 7)
        {
            return;
        }

        var side = row[3].ToString() switch { "b" => AggressorSide.Buy, "s" => AggressorSide.Sell, _ => AggressorSide.Unknown };
        var micros = SecondsText.ToUnixMicros(Encoding.UTF8.GetBytes(row[2].ToString()));
        search.Add(new(row[6].Int64(), micros / 1000, row[0].Decimal(), row[1].Decimal(), 1, side));
    }

    private static void AddExecution(JsonElement element, TradeSearch search)
    {
        if (!TryEnter(element, "event", out var happened) || !TryEnter(happened, "Execution", out var outer) ||
            !TryEnter(outer, "execution", out var execution) || !TryEnter(execution, "takerOrder", out var taker))
        {
            return;
        }

        search.Add(new(
            TradeId.Of(Encoding.UTF8.GetBytes(execution.Text("uid"))),
            execution.Int64("timestamp"),
            execution.Decimal("price"),
            execution.Decimal("quantity"),
            1,
            NamedSide.Of(taker.Text("direction"))));
    }

    private static bool TryEnter(JsonElement element, string name, out JsonElement inner) =>
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
