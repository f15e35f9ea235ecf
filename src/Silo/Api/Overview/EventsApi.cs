using System.Globalization;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.Overview;

/// <summary><c>/api/v1/events</c>: server-sent events. A reader that is slower than its buffer is told <c>resync</c>; nobody waits for it.</summary>
internal static class EventsApi
{
    private const double UsualHz = 4;

    private static readonly string[] Kinds = [.. EventKinds.All];

    /// <summary>Adds the path.</summary>
    public static void MapEventsApi(this IEndpointRouteBuilder api) =>
        api.MapGet(ApiPaths.Events, StreamAsync)
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").WithName("streamEvents").WithSummary("Server-sent events: bars, symbols, signals, orders, feeds, gaps, status.");

    private static async Task<IResult> StreamAsync(
        string? symbols,
        string? kinds,
        string? hz,
        string? lastEventId,
        string? bars,
        string? changes,
        HttpContext context,
        ScreenHub hub,
        KnownNames names,
        ServiceClock service,
        TimeProvider clock,
        IOptions<HttpOptions> options,
        IHostApplicationLifetime lifetime)
    {
        var inputs = new Inputs();
        var wanted = await ReadSymbolsAsync(inputs, symbols, names, context.RequestAborted);
        var filter = ReadFilter(inputs, wanted, kinds, hz) with { Bars = ReadBars(inputs, bars) };
        var told = inputs.Flag("changes", changes) ? new SymbolChanges() : null;
        var after = ReadLastEventId(inputs, context.Request, lastEventId);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        if (hub.Readers >= options.Value.MaxEventReaders)
        {
            return Problems.Unavailable("The event stream", $"{options.Value.MaxEventReaders} readers are connected, the most that Http:MaxEventReaders allows");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var subscription = hub.Subscribe(filter, after);
        try
        {
            await new EventWriter(service, clock, told).WriteAsync(context.Response, subscription, hub.Sequence, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Results.Empty;
        }

        return Results.Empty;
    }

    private static async Task<HashSet<string>?> ReadSymbolsAsync(Inputs inputs, string? symbols, KnownNames names, CancellationToken cancellationToken)
    {
        if (Split(symbols) is not { } asked)
        {
            return null;
        }

        HashSet<string> wanted = [];
        foreach (var symbol in asked)
        {
            wanted.Add(await names.CollectedAsync(inputs, "symbols", symbol, cancellationToken) ?? "");
        }

        return wanted;
    }

    // A coin that is looked at before its first trade is none that was mistyped: the rest of the stream must not wait for it.
    private static HashSet<string>? ReadBars(Inputs inputs, string? bars) => Split(bars)?.Select(symbol => inputs.Symbol(symbol, "bars")!).ToHashSet();

    private static ScreenFilter ReadFilter(Inputs inputs, HashSet<string>? wantedSymbols, string? kinds, string? hz)
    {
        var wantedKinds = Split(kinds)?.Select(kind => inputs.Choice("kinds", kind, Kinds)).ToHashSet();
        if (string.IsNullOrWhiteSpace(hz))
        {
            return new(wantedSymbols, wantedKinds, UsualHz);
        }

        if (!double.TryParse(hz, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || rate is < 0.1 or > 50)
        {
            inputs.Refuse("hz", hz, "send a number from 0.1 to 50");
            return new();
        }

        return new(wantedSymbols, wantedKinds, rate);
    }

    private static long? ReadLastEventId(Inputs inputs, HttpRequest request, string? lastEventId)
    {
        string? text = request.Headers[ApiHeaders.LastEventId];
        text = string.IsNullOrWhiteSpace(text) ? lastEventId : text;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return id;
        }

        inputs.Refuse(ApiHeaders.LastEventId, text, "send the id of the last event, a whole number, or leave the header out");
        return null;
    }

    private static string[]? Split(string? list)
    {
        var parts = list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts is { Length: > 0 } ? parts : null;
    }
}
