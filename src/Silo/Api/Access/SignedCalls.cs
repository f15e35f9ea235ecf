using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Silo.Api.Access;

/// <summary>
/// Calls that prove themselves by what they say, in place of a key and a header: senders of alerts can often send neither. Their own path judges them, more
/// strictly than a key would.
/// </summary>
internal static class SignedCalls
{
    private static readonly PathString Webhook = $"{ApiPaths.Root}/{ApiPaths.SignalWebhook}";

    /// <summary>Whether a call is one of these.</summary>
    public static bool Is(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path.Equals(Webhook, StringComparison.OrdinalIgnoreCase);
}
