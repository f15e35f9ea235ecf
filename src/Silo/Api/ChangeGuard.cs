using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SqueezeFlow.Silo.Configuration;

namespace SqueezeFlow.Silo.Api;

/// <summary>
/// Lets a call that changes something pass only when it was meant: from a program (header and JSON body, which a page of
/// another site cannot send unasked), under a host name of ours, with the key, or from this machine when there is no key.
/// </summary>
internal sealed class ChangeGuard(IOptions<ApiOptions> options)
{
    /// <summary>Header that every changing call carries.</summary>
    public const string Header = "X-SqueezeFlow";

    private const int MaxBodyBytes = 64 * 1024;

    private readonly HashSet<string> _hosts = options.Value.AllowedHosts
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers the refusal of calls that must not pass.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsRead(context.Request.Method))
        {
            var refusal = Check(context.Request, context.Connection.RemoteIpAddress) ?? await CheckBodyAsync(context.Request);
            if (refusal is not null)
            {
                await refusal.ExecuteAsync(context);
                return;
            }
        }

        await next(context);
    }

    /// <summary>The refusal; null when the call may pass as far as its head tells.</summary>
    public IResult? Check(HttpRequest request, IPAddress? remote) =>
        CheckHost(request) ?? CheckOrigin(request) ?? CheckKey(request, remote) ?? CheckShape(request);

    /// <summary>Whether calls of this method change nothing.</summary>
    public static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private IResult? CheckHost(HttpRequest request) => _hosts.Contains(request.Host.Host)
        ? null
        : Refuse(StatusCodes.Status403Forbidden, "Host", request.Host.Value, $"call it by one of {string.Join(", ", _hosts)}, or add the name to Api:AllowedHosts");

    private static IResult? CheckOrigin(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        return origin is null || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            ? null
            : Refuse(StatusCodes.Status403Forbidden, "Origin", origin, "pages of other sites may only read");
    }

    private IResult? CheckKey(HttpRequest request, IPAddress? remote)
    {
        var key = options.Value.Key;
        if (string.IsNullOrEmpty(key))
        {
            return remote is not null && IPAddress.IsLoopback(remote)
                ? null
                : Refuse(StatusCodes.Status403Forbidden, "address", remote?.ToString(), "call from this machine, or set Api:Key and send it as X-Api-Key");
        }

        string? bearer = request.Headers.Authorization;
        string? given = request.Headers["X-Api-Key"];
        given ??= bearer?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? bearer["Bearer ".Length..].Trim() : null;
        return given is not null && AreEqual(given, key)
            ? null
            : Refuse(StatusCodes.Status401Unauthorized, "X-Api-Key", given is null ? null : "***", "send the key that is set as Api:Key");
    }

    private static IResult? CheckShape(HttpRequest request)
    {
        string? header = request.Headers[Header];
        if (header != "1")
        {
            return Refuse(StatusCodes.Status403Forbidden, Header, header, $"send the header {Header}: 1");
        }

        return request.HasJsonContentType()
            ? null
            : Refuse(StatusCodes.Status415UnsupportedMediaType, "Content-Type", request.ContentType, "send a JSON body, {} at least, as application/json");
    }

    private static async Task<IResult?> CheckBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBodyBytes)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "body", $"{request.ContentLength} bytes", $"send at most {MaxBodyBytes} bytes");
        }

        request.EnableBuffering(MaxBodyBytes, MaxBodyBytes);
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            request.Body.Position = 0;
            return null;
        }
        catch (JsonException)
        {
            return Refuse(StatusCodes.Status400BadRequest, "body", null, "send valid JSON, {} at least");
        }
        catch (IOException)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "body", null, $"send at most {MaxBodyBytes} bytes");
        }
    }

    private static bool AreEqual(string given, string key) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)),
        SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static IResult Refuse(int status, string field, string? value, string fix) =>
        Problems.Of(status, "The call was refused", $"{field}: '{value}': {fix}", field, value, fix);
}
