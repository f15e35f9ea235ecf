using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SqueezeFlow.Notifications.Webhook;

/// <summary>How a receiver knows that a message is ours, whole, and of now.</summary>
internal static class WebhookSignature
{
    /// <summary>Id of the message: the same on each repetition.</summary>
    public const string IdHeader = "X-SqueezeFlow-Id";

    /// <summary>Seconds since 1970 UTC at which this attempt was made.</summary>
    public const string TimestampHeader = "X-SqueezeFlow-Timestamp";

    /// <summary><c>sha256=</c> and the signature in hexadecimal digits.</summary>
    public const string SignatureHeader = "X-SqueezeFlow-Signature";

    /// <summary>HMAC-SHA256 over the timestamp, a point, and the body.</summary>
    public static string Of(string secret, long unixSeconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{unixSeconds}.")));
        hmac.AppendData(body);
        return "sha256=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
