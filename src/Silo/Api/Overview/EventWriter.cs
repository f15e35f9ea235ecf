using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Silo.Api.Bars;
using SqueezeFlow.Silo.Api.Json;

namespace SqueezeFlow.Silo.Api.Overview;

/// <summary>Writes what a reader is told: who speaks, what happens, and a sign of life every two seconds even while much happens. For one reader.</summary>
internal sealed class EventWriter(ServiceClock service, TimeProvider clock)
{
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
            foreach (var item in batch)
            {
                var view = item.View is null ? new { asOf = item.Id } : BarEvent.Of(item.View);
                await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {item.Id}\n"));
                await WriteAsync(writer, item.Kind, view);
            }

            if (clock.GetElapsedTime(_lastBeat) >= ScreenSubscription.Heartbeat)
            {
                // Without a number: a reader that comes back goes on after the last event, not after a beat.
                await WriteAsync(writer, EventKinds.Beat, await service.BeatAsync(stop));
                _lastBeat = clock.GetTimestamp();
            }

            await writer.FlushAsync(stop);
        }
    }

    private static Task WriteAsync(StreamWriter writer, string kind, object view) =>
        writer.WriteAsync($"event: {kind}\ndata: {JsonSerializer.Serialize(view, view.GetType(), SiloJson.Options)}\n\n");
}
