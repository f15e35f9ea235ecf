using System.Security.Cryptography;
using System.Text;

namespace SqueezeFlow.Core.Api;

/// <summary>The signature of a call that needs no key, in both directions: <see cref="ApiHeaders.Signature"/> and <see cref="ApiHeaders.Timestamp"/> carry it.</summary>
public static class CallSignature
{
    /// <summary>What stands before the digits; a receiver may do without it.</summary>
    public const string Prefix = "sha256=";

    /// <summary>HMAC-SHA256 (RFC 2104) over the time as it is sent, a point, and the body; lower-case hexadecimal digits.</summary>
    /// <param name="secret">The secret of both sides.</param>
    /// <param name="timestamp">Seconds since 1970 UTC, in digits.</param>
    /// <param name="body">The body, byte by byte.</param>
    public static string Of(ReadOnlySpan<byte> secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{timestamp}."));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
