using System.Text.Json;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Silo.Api.Answers;

namespace SqueezeFlow.Silo.Api.Access;

/// <summary>
/// Lets a call that changes something pass only when it was meant: from a program that sets a header and sends a JSON body, which a page of
/// another site cannot make a browser do unasked.
/// </summary>
internal static class ChangeCheck
{
    private const int MaxBodyBytes = 64 * 1024;

    // Bars that are to be stored come in bodies of their own.
    private const int MaxBarBytes = 4 * 1024 * 1024;

    /// <summary>Refuses changes that were not meant.</summary>
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var refusal = request.IsRead() ? null : CheckShape(request) ?? await CheckBodyAsync(request);
        await (refusal is null ? next(context) : refusal.ExecuteAsync(context));
    }

    private static IResult? CheckShape(HttpRequest request)
    {
        string? header = request.Headers[ApiHeaders.Change];
        if (header != ApiHeaders.Meant)
        {
            return Problems.Refused(StatusCodes.Status403Forbidden, ApiHeaders.Change, header, $"send the header {ApiHeaders.Change}: {ApiHeaders.Meant}");
        }

        return request.HasJsonContentType()
            ? null
            : Problems.Refused(StatusCodes.Status415UnsupportedMediaType, "Content-Type", request.ContentType, "send a JSON body, {} at least, as application/json");
    }

    private static async Task<IResult?> CheckBodyAsync(HttpRequest request)
    {
        var most = request.Path.Value?.EndsWith("/bars", StringComparison.OrdinalIgnoreCase) == true ? MaxBarBytes : MaxBodyBytes;
        if (request.ContentLength > most)
        {
            return Problems.Refused(StatusCodes.Status413PayloadTooLarge, "body", $"{request.ContentLength} bytes", $"send at most {most} bytes");
        }

        request.EnableBuffering(most, most);
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            request.Body.Position = 0;
            return null;
        }
        catch (JsonException)
        {
            return Problems.Refused(StatusCodes.Status400BadRequest, "body", null, "send valid JSON, {} at least");
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode != StatusCodes.Status413PayloadTooLarge)
        {
            return Problems.Refused(StatusCodes.Status400BadRequest, "body", null, "send a whole body");
        }
        catch (IOException)
        {
            return Problems.Refused(StatusCodes.Status413PayloadTooLarge, "body", null, $"send at most {most} bytes");
        }
    }
}
