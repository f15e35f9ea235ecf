using System.Globalization;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Kraken;

/// <summary>The search for past trades on Kraken: upwards from the old end of the gap, spot by time, futures by page tokens.</summary>
internal static class KrakenHistory
{
    private const int PageSize = 1000;

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
        if (!KrakenRest.TryEnter(element, "event", out var happened) || !KrakenRest.TryEnter(happened, "Execution", out var outer) ||
            !KrakenRest.TryEnter(outer, "execution", out var execution) || !KrakenRest.TryEnter(execution, "takerOrder", out var taker))
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
}
