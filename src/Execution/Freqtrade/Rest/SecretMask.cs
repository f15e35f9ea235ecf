using System.Text;
using System.Text.RegularExpressions;
using SqueezeFlow.Execution.Freqtrade.Rest.Credentials;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>Makes what a bot, or whoever answers in its place, has sent fit for a log: its beginning on one line, secrets hidden.</summary>
internal sealed partial class SecretMask(FreqtradeOptions options)
{
    private const string Hidden = "***";
    private const int LongestText = 200;

    /// <summary>A secret that begins within the text shown has ended by here.</summary>
    private const int LongestRead = 4096;

    private readonly string[] _secrets = [.. SecretsOf(options).Where(secret => secret.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];

    /// <summary>The beginning of a body.</summary>
    public string Excerpt(ReadOnlySpan<byte> body) => Excerpt(Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestRead)]));

    /// <summary>The beginning of a text.</summary>
    public string Excerpt(string text)
    {
        var shown = Hide(Controls().Replace(text.Length > LongestRead ? text[..LongestRead] : text, " ")).Trim();
        return shown.Length <= LongestText ? shown : shown[..LongestText];
    }

    private string Hide(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        }

        return Tokens().Replace(Headers().Replace(text, $"$1 {Hidden}"), Hidden);
    }

    private static IEnumerable<string> SecretsOf(FreqtradeOptions options)
    {
        string[] secrets = [options.Password.Reveal(), options.WebsocketToken.Reveal()];
        var header = options.Password.IsEmpty ? "" : BasicCredentials.HeaderOf(options).Parameter!;
        return [.. secrets, .. secrets.Select(Uri.EscapeDataString), header];
    }

    [GeneratedRegex(@"[\p{Cc}\s]+", RegexOptions.CultureInvariant)]
    private static partial Regex Controls();

    [GeneratedRegex(@"\b(Basic|Bearer)\s+[A-Za-z0-9+/=._~-]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Headers();

    // A token of the bot: three parts, the first of which is always the same kind of object.
    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]*(\.[A-Za-z0-9_-]*){0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
