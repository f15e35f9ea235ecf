using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Phemex;

/// <summary>The search for past trades on Phemex: the newest alone.</summary>
internal static class PhemexHistory
{
    // The venue has the latest trades only, in one answer.
    public static RestCall? NextTrades(Instrument instrument, TradeSearch search) =>
        search.Pages > 0 ? null : new(
            "main", $"{(Phemex.IsDecimal(instrument) ? "/md/v2/trade" : "/md/trade")}?symbol={Uri.EscapeDataString(instrument.Market.Symbol)}");

    /// <exception cref="FormatException">The body is no list of trades.</exception>
    public static void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search)
    {
        if (!PhemexRest.TryOpen(body, "result", out var document, out var result))
        {
            throw new FormatException($"Expected the latest trades, found {RestJson.Excerpt(body)}");
        }

        using (document)
        {
            var isDecimal = result.TryGetProperty("trades_p", out var rows);
            if ((!isDecimal && !result.TryGetProperty("trades", out rows)) || rows.ValueKind != JsonValueKind.Array)
            {
                throw new FormatException($"Expected the latest trades, found {RestJson.Excerpt(body)}");
            }

            var isSpot = instrument.Kind == MarketKind.Spot;
            var priceScale = isDecimal ? 1 : isSpot ? PhemexFrames.SpotScale : PhemexFrames.ContractPriceScale;
            var sizeScale = isSpot && !isDecimal ? PhemexFrames.SpotScale : 1;
            search.BeginPage();
            foreach (var row in rows.EnumerateArray())
            {
                AddTrade(row, priceScale, sizeScale, search);
            }
        }
    }

    // Rows of the older form have one more field behind the time.
    private static void AddTrade(JsonElement row, double priceScale, double sizeScale, TradeSearch search)
    {
        if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() < 4)
        {
            throw new FormatException($"Expected a trade of 4 fields or more, found {row}");
        }

        var sideAt = row.GetArrayLength() - 3;
        if (row[0].ValueKind != JsonValueKind.Number || !row[0].TryGetInt64(out var ns) || row[sideAt].ValueKind != JsonValueKind.String)
        {
            throw new FormatException($"Expected a trade of time, side, price and size, found {row}");
        }

        var side = NamedSide.OfTitle(Encoding.UTF8.GetBytes(row[sideAt].GetString()!));
        var (price, size) = (row[sideAt + 1].Decimal() / priceScale, row[sideAt + 2].Decimal() / sizeScale);
        search.Add(new(search.Keys.Next(ns, price, size, side, unitsPerMs: PhemexFrames.NsPerMs), ns / PhemexFrames.NsPerMs, price, size, 1, side));
    }
}
