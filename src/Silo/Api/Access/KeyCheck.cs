using System.Net;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.Access;

/// <summary>
/// Asks for a key: everybody who changes something once <c>Api:Key</c> is set, and everybody on another machine who reads once it or
/// <c>Api:ReadKey</c> is. Without a key changes are taken from this machine only.
/// </summary>
internal sealed class KeyCheck(IOptions<ApiOptions> options)
{
    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"];
    private static readonly PathString[] Probes = [$"{ApiPaths.Health}/live", $"{ApiPaths.Health}/ready"];

    private readonly ApiKey _key = new(options.Value.Key);
    private readonly ApiKey _readKey = new(options.Value.ReadKey);

    /// <summary>Refuses calls without the key that they need.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.IsRead())
        {
            return CheckChange(context) is { } refusal ? refusal.ExecuteAsync(context) : next(context);
        }

        if (MayRead(context) || IsProbe(context.Request.Path))
        {
            return next(context);
        }

        // Browsers then ask for a password; whatever name stands beside it.
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"SqueezeFlow\", charset=\"UTF-8\"";
        return Refused(context, "send the key that is set as Api:Key or Api:ReadKey").ExecuteAsync(context);
    }

    /// <summary>Whether the caller may see everything: from this machine, with a key, or when there is none.</summary>
    public bool MayRead(HttpContext context)
    {
        if (!(_key.IsSet || _readKey.IsSet) || IsFromThisMachine(context))
        {
            return true;
        }

        var given = RequestKey.Of(context.Request) ?? RequestKey.OfPassword(context.Request);
        return _key.Is(given) | _readKey.Is(given);
    }

    private IResult? CheckChange(HttpContext context)
    {
        if (!_key.IsSet)
        {
            return IsFromThisMachine(context)
                ? null
                : Problems.Refused(StatusCodes.Status403Forbidden, "address", context.Connection.RemoteIpAddress?.ToString(), "call from this machine, or set Api:Key and send it as X-Api-Key");
        }

        var given = RequestKey.Of(context.Request);
        return _key.Is(given) ? null : _readKey.Is(given)
            ? Problems.Refused(StatusCodes.Status403Forbidden, ApiHeaders.Key, "***", "this key only reads: send the one that is set as Api:Key")
            : Refused(context, "send the key that is set as Api:Key");
    }

    private static bool IsProbe(PathString path) => Probes.Any(probe => path.Equals(probe, StringComparison.OrdinalIgnoreCase));

    // A proxy on this machine speaks for others.
    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote
        && IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote)
        && !Forwarded.Any(context.Request.Headers.ContainsKey);

    private static IResult Refused(HttpContext context, string fix)
    {
        var given = RequestKey.Of(context.Request) ?? RequestKey.OfPassword(context.Request);
        return Problems.Refused(StatusCodes.Status401Unauthorized, ApiHeaders.Key, given is null ? null : "***", fix);
    }
}
