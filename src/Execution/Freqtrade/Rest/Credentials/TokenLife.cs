using System.Buffers.Text;
using System.Text.Json;

namespace SqueezeFlow.Execution.Freqtrade.Rest.Credentials;

/// <summary>How long an access token lives by its own claims, so that the bot's clock need not agree with ours.</summary>
internal static class TokenLife
{
    /// <summary>What the bot gives by default.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Expiry less issue of a JWT, a month at most; <see cref="Default"/> when it does not say.</summary>
    public static TimeSpan Of(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
        {
            return Default;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            var life = Seconds(claims.RootElement, "exp") - Seconds(claims.RootElement, "iat");
            return life > 0 ? TimeSpan.FromSeconds(Math.Min(life, Longest.TotalSeconds)) : Default;
        }
        catch (JsonException)
        {
            return Default;
        }
    }

    private static double Seconds(JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object
        && claims.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : double.NaN;
}
