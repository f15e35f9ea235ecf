using System.Net.Mime;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.External;

/// <summary><c>POST /api/v1/signals</c> and <c>…/signals/webhook</c>: signals from outside.</summary>
internal static class ExternalSignalsApi
{
    private const int MaxBodyBytes = 16 * 1024;

    /// <summary>Adds what the paths need.</summary>
    public static void AddExternalSignals(this IServiceCollection services)
    {
        services.AddSingleton<SignalRate>();
        services.AddSingleton<UsedSignatures>();
        services.AddSingleton<WebhookCheck>();
        services.AddSingleton<VerdictWait>();
        services.AddSingleton<ExternalIntake>();
    }

    /// <summary>Adds the paths.</summary>
    public static void MapExternalSignalsApi(this IEndpointRouteBuilder api)
    {
        // Reads its secrets now: a file that cannot be read ends the start, not the first call.
        _ = api.ServiceProvider.GetRequiredService<WebhookCheck>();
        Describe(api.MapPost(ApiPaths.Signals, SendAsync)).WithName("sendSignal").WithSummary("Hands over a signal from outside: 202 with its record, 200 when its verdict is known.");
        Describe(api.MapPost(ApiPaths.SignalWebhook, ReceiveAsync), MediaTypeNames.Text.Plain).WithMetadata(new SignedCall())
            .Refuses(StatusCodes.Status413PayloadTooLarge).WithName("receiveSignal").WithSummary("The same, signed in place of a key and a header.");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder path, params string[] types) => path
        .Accepts<SentSignal>(MediaTypeNames.Application.Json, types).Produces<SignalRecord>().Produces<SignalRecord>(StatusCodes.Status202Accepted)
        .Refuses(StatusCodes.Status404NotFound).Refuses(StatusCodes.Status409Conflict).Refuses(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> SendAsync(string? wait, ExternalIntake intake, HttpContext context, CancellationToken stop)
    {
        var inputs = new Inputs();
        var time = inputs.Wait(wait);
        if (intake.Refusal() is { } closed)
        {
            return closed;
        }

        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: stop);
        return await intake.TakeAsync(body.RootElement, null, time, context.Response, stop);
    }

    private static async Task<IResult> ReceiveAsync(
        string? wait, ExternalIntake intake, WebhookCheck check, UsedSignatures used, IOptions<WebhookOptions> options, HttpContext context, CancellationToken stop)
    {
        if (!check.IsOn)
        {
            return Problems.Refused(StatusCodes.Status403Forbidden, $"{WebhookOptions.Section}:{nameof(WebhookOptions.Secret)}", null, "set it, or send the signal with a key to /api/v1/signals");
        }

        var (body, unreadable) = await ReadAsync(context.Request, stop);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var (refusal, signature) = check.Judge(context.Request, body);
        var inputs = new Inputs();
        var time = inputs.Wait(wait);
        if ((refusal ?? intake.Refusal() ?? inputs.Refusal) is { } refused)
        {
            return refused;
        }

        if (signature is null)
        {
            return await TakeAsync(body, options.Value.Window, time, intake, context, stop);
        }

        return await used.TryUseAsync(signature, stop)
            ? await TakeSignedAsync(signature, used, () => TakeAsync(body, null, time, intake, context, stop))
            : Problems.Refused(StatusCodes.Status409Conflict, ApiHeaders.Signature, "***", "it was used before: sign each call anew; the same id is the same signal");
    }

    // What the service could not take may be sent again as it is; everything else has been answered once and for all.
    private static async Task<IResult> TakeSignedAsync(string signature, UsedSignatures used, Func<Task<IResult>> take)
    {
        var isTaken = false;
        try
        {
            var answer = await take();
            isTaken = answer is not IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status500InternalServerError or StatusCodes.Status429TooManyRequests };
            return answer;
        }
        finally
        {
            if (!isTaken)
            {
                await used.ReleaseAsync(signature);
            }
        }
    }

    private static async Task<IResult> TakeAsync(byte[] body, TimeSpan? freshFor, TimeSpan wait, ExternalIntake intake, HttpContext context, CancellationToken stop)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return await intake.TakeAsync(json.RootElement, freshFor, wait, context.Response, stop);
        }
        catch (JsonException)
        {
            ApiMetrics.Failures.Add(1);
            return Problems.Invalid("body", null, "send valid JSON");
        }
    }

    // The signature is over the bytes: nothing may look at them before.
    private static async Task<(byte[] Body, IResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > MaxBodyBytes)
        {
            return ([], TooLarge($"{request.ContentLength} bytes"));
        }

        var type = request.ContentType;
        if (!request.HasJsonContentType() && type?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) != true)
        {
            return ([], Problems.Refused(StatusCodes.Status415UnsupportedMediaType, "Content-Type", type, "send a JSON body as application/json, or as text/plain"));
        }

        var body = new byte[MaxBodyBytes + 1];
        try
        {
            var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, stop);
            return length > MaxBodyBytes ? ([], TooLarge(null)) : (body[..length], null);
        }
        catch (IOException fault)
        {
            // The sender's doing: a body that is broken, too slow or cut off.
            ApiMetrics.Failures.Add(1);
            return ([], fault is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } ? TooLarge(null) : Problems.Invalid("body", null, "send a whole body"));
        }
    }

    private static IResult TooLarge(string? size) => Problems.Refused(StatusCodes.Status413PayloadTooLarge, "body", size, $"send at most {MaxBodyBytes} bytes");
}
