using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace SqueezeFlow.Exchanges.Feeds.Wire;

/// <summary>The opening of a WebSocket connection, RFC 6455 section 4.</summary>
internal sealed class Handshake
{
    private const string Suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    /// <summary>The request.</summary>
    /// <param name="address">Where it goes.</param>
    /// <param name="headers">Further lines, e.g. <c>X-Name: value</c>.</param>
    public byte[] Request(Uri address, IReadOnlyList<string> headers) => Encoding.ASCII.GetBytes(
        $"GET {address.PathAndQuery} HTTP/1.1\r\n" +
        $"Host: {(address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}")}\r\n" +
        "Upgrade: websocket\r\n" +
        "Connection: Upgrade\r\n" +
        $"Sec-WebSocket-Key: {_key}\r\n" +
        "Sec-WebSocket-Version: 13\r\n" +
        "User-Agent: SqueezeFlow\r\n" +
        string.Concat(headers.Select(header => $"{header}\r\n")) + "\r\n");

    /// <summary>What is wrong with an answer; null when nothing is.</summary>
    public string? FlawOf(string answer)
    {
        var lines = answer.Split("\r\n");
        if (!lines[0].StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            return $"expected HTTP/1.1 101, found {lines[0]}";
        }

        var accept = HeaderOf(lines, "Sec-WebSocket-Accept");
        if (accept != AcceptOf(_key))
        {
            return $"expected Sec-WebSocket-Accept {AcceptOf(_key)}, found {accept ?? "none"}";
        }

        if (!string.Equals(HeaderOf(lines, "Upgrade"), "websocket", StringComparison.OrdinalIgnoreCase))
        {
            return $"expected Upgrade websocket, found {HeaderOf(lines, "Upgrade") ?? "none"}";
        }

        return HeaderOf(lines, "Sec-WebSocket-Extensions") is { } extensions ? $"expected no extension, found {extensions}" : null;
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 prescribes SHA-1; it secures nothing here.")]
    private static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Suffix)));

    private static string? HeaderOf(string[] lines, string name) =>
        lines.Skip(1)
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 1)..].Trim())
            .FirstOrDefault();
}
