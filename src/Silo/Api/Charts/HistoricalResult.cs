using System.IO.Pipelines;
using System.Text.Json;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Silo.Api.Json;

namespace SqueezeFlow.Silo.Api.Charts;

/// <summary>Rows for chart clients, written straight to the wire in order of time, then market, page after page.</summary>
internal sealed class HistoricalResult : IResult
{
    /// <summary>No rows.</summary>
    public static readonly HistoricalResult Empty = new([], [], null);

    private const int FlushAtBytes = 64 * 1024;

    private static readonly string[] Columns =
        ["time", "cbuy", "close", "csell", "high", "lbuy", "low", "lsell", "market", "open", "vbuy", "vsell"];

    private readonly JsonEncodedText[] _names;
    private readonly HistoricalPages? _rest;
    private IReadOnlyList<IReadOnlyList<Bar>> _first;

    // Clients find columns by name: one more troubles nobody, and it is there only when it has something to say, or may come to.
    private readonly bool _hasPartial;

    private HistoricalResult(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<Bar>> first, HistoricalPages? rest)
    {
        (_first, _rest) = (first, rest);
        _names = [.. names.Select(name => JsonEncodedText.Encode(name, SiloJson.Options.Encoder))];
        _hasPartial = rest is not null || first.Any(bars => bars.Any(bar => bar.IsPartial));
    }

    /// <summary>Reads up to the first page that holds a row: what stands before the rows depends on it.</summary>
    /// <param name="names">Names of the markets, in the order of the pages.</param>
    /// <param name="pages">Their bars.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="IOException">The store does not answer.</exception>
    public static async Task<HistoricalResult> BeginAsync(IReadOnlyList<string> names, HistoricalPages pages, CancellationToken stop)
    {
        IReadOnlyList<IReadOnlyList<Bar>> first = [];
        while (!pages.IsAtEnd && first.All(bars => bars.Count == 0))
        {
            first = await pages.NextAsync(stop);
        }

        return new(names, first, pages.IsAtEnd ? null : pages);
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var stop = httpContext.RequestAborted;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, new() { Encoder = SiloJson.Options.Encoder, SkipValidation = true });
        var wire = httpContext.Response.BodyWriter;
        WriteHead(json);
        await WriteRowsAsync(json, wire, _first, stop);
        _first = [];
        while (_rest is { IsAtEnd: false })
        {
            await WriteRowsAsync(json, wire, await _rest.NextAsync(stop), stop);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await FlushAsync(json, wire, stop);
    }

    // The first hands over to the second, which keeps all of it until it is told to send.
    private static async Task FlushAsync(Utf8JsonWriter json, PipeWriter wire, CancellationToken stop)
    {
        await json.FlushAsync(stop);
        await wire.FlushAsync(stop);
    }

    private static void Enqueue(PriorityQueue<(int Market, int Bar), (long Open, int Market)> next, IReadOnlyList<IReadOnlyList<Bar>> page, int market, int bar)
    {
        if (bar < page[market].Count)
        {
            next.Enqueue((market, bar), (page[market][bar].OpenUnixMs, market));
        }
    }

    private async Task WriteRowsAsync(Utf8JsonWriter json, PipeWriter wire, IReadOnlyList<IReadOnlyList<Bar>> page, CancellationToken stop)
    {
        // What the writer has not handed over is one piece of the wire's buffer at most: only both together tell how much waits.
        var sent = json.BytesCommitted;
        var next = new PriorityQueue<(int Market, int Bar), (long Open, int Market)>();
        for (var market = 0; market < page.Count; market++)
        {
            Enqueue(next, page, market, 0);
        }

        while (next.TryDequeue(out var at, out _))
        {
            WriteRow(json, _names[at.Market], page[at.Market][at.Bar]);
            Enqueue(next, page, at.Market, at.Bar + 1);
            if (json.BytesCommitted + json.BytesPending - sent > FlushAtBytes)
            {
                await FlushAsync(json, wire, stop);
                sent = json.BytesCommitted;
            }
        }

        await FlushAsync(json, wire, stop);
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("format", "point");
        json.WriteStartObject("columns");
        for (var i = 0; i < Columns.Length && _first.Any(bars => bars.Count > 0); i++)
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
