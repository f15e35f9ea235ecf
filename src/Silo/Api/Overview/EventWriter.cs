using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Silo.Api.Bars;
using SqueezeFlow.Silo.Api.Json;

namespace SqueezeFlow.Silo.Api.Overview;

/// <summary>Writes what a reader is told: who speaks, what happens, and a sign of life every two seconds even while much happens. For one reader.</summary>
/// <param name="service">Who speaks.</param>
/// <param name="clock">Drives the signs of life.</param>
/// <param name="changes">What the reader knows of symbols, where it wants no more than what has changed; else null.</param>
internal sealed class EventWriter(ServiceClock service, TimeProvider clock, SymbolChanges? changes)
{
    private static readonly JsonWriterOptions Format = new() { Encoder = SiloJson.Options.Encoder };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private long _lastBeat;

    /// <summary>Writes until stopped.</summary>
    public async Task WriteAsync(HttpResponse response, ScreenSubscription subscription, long sequence, CancellationToken stop)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        await using var writer = new StreamWriter(response.Body, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"retry: 1000\n: as of {sequence}\n\n"));
        await WriteAsync(writer, EventKinds.Hello, await service.GreetAsync(stop));
        await writer.FlushAsync(stop);
        _lastBeat = clock.GetTimestamp();
        await foreach (var batch in subscription.ReadAsync(stop))
        {
            await WriteAsync(writer, batch);
            if (clock.GetElapsedTime(_lastBeat) >= ScreenSubscription.Heartbeat)
            {
                // Without a number: a reader that comes back goes on after the last event, not after a beat.
                await WriteAsync(writer, EventKinds.Beat, await service.BeatAsync(stop));
                _lastBeat = clock.GetTimestamp();
            }

            await writer.FlushAsync(stop);
        }
    }

    private async Task WriteAsync(StreamWriter writer, IReadOnlyList<ScreenEvent> batch)
    {
        for (var at = 0; at < batch.Count; at++)
        {
            var first = at;
            while (changes is not null && at < batch.Count - 1 && IsSymbol(batch[at]) && IsSymbol(batch[at + 1]))
            {
                at++;
            }

            await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {batch[at].Id}\n"));
            if (changes is not null && IsSymbol(batch[at]))
            {
                await WriteJsonAsync(writer, EventKinds.Symbol, ChangesOf(changes, batch.Skip(first).Take(at - first + 1)));
            }
            else
            {
                await WriteOneAsync(writer, batch[at]);
            }
        }
    }

    private Task WriteOneAsync(StreamWriter writer, ScreenEvent item)
    {
        if (item.Kind == EventKinds.Resync)
        {
            // What was told before is not what the reader goes on from.
            changes?.Forget();
        }

        return WriteAsync(writer, item.Kind, item.View is null ? new { asOf = item.Id } : BarEvent.Of(item.View));
    }

    private string ChangesOf(SymbolChanges known, IEnumerable<ScreenEvent> events)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Format))
        {
            json.WriteStartArray();
            foreach (var item in events)
            {
                known.Write(json, (SymbolView)item.View!);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    private static bool IsSymbol(ScreenEvent item) => item is { Kind: EventKinds.Symbol, View: SymbolView };

    private static Task WriteAsync(StreamWriter writer, string kind, object view) => WriteJsonAsync(writer, kind, JsonSerializer.Serialize(view, view.GetType(), SiloJson.Options));

    private static Task WriteJsonAsync(StreamWriter writer, string kind, string json) => writer.WriteAsync($"event: {kind}\ndata: {json}\n\n");
}
