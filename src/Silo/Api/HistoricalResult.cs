using System.Text.Json;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Silo.Api;

/// <summary>Rows for chart clients, written straight to the wire.</summary>
/// <param name="rows">Rows in time order.</param>
internal sealed class HistoricalResult(IReadOnlyList<(MarketId Market, Bar Bar)> rows) : IResult
{
    private const int FlushAtBytes = 64 * 1024;

    private static readonly string[] Columns = ["time", "cbuy", "close", "csell", "high", "lbuy", "low", "lsell", "market", "open", "vbuy", "vsell"];

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, new() { Encoder = SiloJson.Options.Encoder });
        WriteHead(json);
        foreach (var (market, bar) in rows)
        {
            WriteRow(json, market, bar);
            if (json.BytesPending > FlushAtBytes)
            {
                await json.FlushAsync(httpContext.RequestAborted);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(httpContext.RequestAborted);
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("format", "point");
        json.WriteStartObject("columns");
        for (var i = 0; i < Columns.Length && rows.Count > 0; i++)
        {
            json.WriteNumber(Columns[i], i);
        }

        json.WriteEndObject();
        json.WriteStartArray("results");
    }

    private static void WriteRow(Utf8JsonWriter json, MarketId market, Bar bar)
    {
        var hasFlow = bar.Volume != 0;
        var hasLiquidation = bar.BuyLiquidation != 0 || bar.SellLiquidation != 0;
        json.WriteStartArray();
        json.WriteNumberValue(bar.OpenUnixMs / 1_000);
        Write(json, bar.BuyCount, hasFlow);
        Write(json, bar.Close, bar.HasPrice);
        Write(json, bar.SellCount, hasFlow);
        Write(json, bar.High, bar.HasPrice);
        Write(json, bar.BuyLiquidation, hasLiquidation);
        Write(json, bar.Low, bar.HasPrice);
        Write(json, bar.SellLiquidation, hasLiquidation);
        json.WriteStringValue(market.ToString());
        Write(json, bar.Open, bar.HasPrice);
        Write(json, bar.BuyNotional, hasFlow);
        Write(json, bar.SellNotional, hasFlow);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, double value, bool isThere)
    {
        if (isThere)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
