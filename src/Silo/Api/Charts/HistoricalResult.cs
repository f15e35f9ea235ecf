using System.Text.Json;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Silo.Api.Json;

namespace SqueezeFlow.Silo.Api.Charts;

/// <summary>Rows for chart clients, written straight to the wire in order of time, then market.</summary>
/// <param name="series">Markets in order, each with its bars in time order.</param>
internal sealed class HistoricalResult(IReadOnlyList<(MarketId Market, IReadOnlyList<Bar> Bars)> series) : IResult
{
    private const int FlushAtBytes = 64 * 1024;

    private static readonly string[] Columns =
        ["time", "cbuy", "close", "csell", "high", "lbuy", "low", "lsell", "market", "open", "vbuy", "vsell"];

    // Clients find columns by name: one more troubles nobody, and it is there only when it has something to say.
    private readonly bool _hasPartial = series.Any(one => one.Bars.Any(bar => bar.IsPartial));

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, new() { Encoder = SiloJson.Options.Encoder, SkipValidation = true });
        WriteHead(json);
        var names = series.Select(one => JsonEncodedText.Encode(one.Market.ToString(), SiloJson.Options.Encoder)).ToArray();
        var next = new PriorityQueue<(int Market, int Bar), (long Open, int Market)>();
        for (var market = 0; market < series.Count; market++)
        {
            Enqueue(next, market, 0);
        }

        while (next.TryDequeue(out var at, out _))
        {
            WriteRow(json, names[at.Market], series[at.Market].Bars[at.Bar]);
            Enqueue(next, at.Market, at.Bar + 1);
            if (json.BytesPending > FlushAtBytes)
            {
                await json.FlushAsync(httpContext.RequestAborted);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(httpContext.RequestAborted);
    }

    private void Enqueue(PriorityQueue<(int Market, int Bar), (long Open, int Market)> next, int market, int bar)
    {
        if (bar < series[market].Bars.Count)
        {
            next.Enqueue((market, bar), (series[market].Bars[bar].OpenUnixMs, market));
        }
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("format", "point");
        json.WriteStartObject("columns");
        for (var i = 0; i < Columns.Length && series.Any(one => one.Bars.Count > 0); i++)
        {
            json.WriteNumber(Columns[i], i);
        }

        if (_hasPartial)
        {
            json.WriteNumber("partial", Columns.Length);
        }

        json.WriteEndObject();
        json.WriteStartArray("results");
    }

    private void WriteRow(Utf8JsonWriter json, JsonEncodedText market, in Bar bar)
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
        json.WriteStringValue(market);
        Write(json, bar.Open, bar.HasPrice);
        Write(json, bar.BuyNotional, hasFlow);
        Write(json, bar.SellNotional, hasFlow);
        if (_hasPartial)
        {
            json.WriteBooleanValue(bar.IsPartial);
        }

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
