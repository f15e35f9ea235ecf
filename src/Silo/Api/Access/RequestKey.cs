using System.Text;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Silo.Api.Access;

/// <summary>The key that a call carries. Never in the address: addresses are logged.</summary>
internal static class RequestKey
{
    /// <summary>From <c>X-Api-Key</c>, else from <c>Authorization: Bearer</c>; null when neither is there.</summary>
    public static string? Of(HttpRequest request) => (string?)request.Headers[ApiHeaders.Key] ?? Credentials(request, "Bearer ");

    /// <summary>The password of <c>Authorization: Basic</c>: what a browser can send for a page and all that it loads.</summary>
    public static string? OfPassword(HttpRequest request)
    {
        var credentials = Credentials(request, "Basic ");
        var bytes = new byte[credentials?.Length ?? 0];
        if (!Convert.TryFromBase64String(credentials ?? "", bytes, out var count))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, count);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : text[(colon + 1)..];
    }

    private static string? Credentials(HttpRequest request, string scheme)
    {
        string? value = request.Headers.Authorization;
        return value?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true ? value[scheme.Length..].Trim() : null;
    }
}
