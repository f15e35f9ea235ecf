using System.Text;

namespace SqueezeFlow.TestSupport.Influx;

/// <summary>The head of a call, as a server before 1.8 understands it.</summary>
internal static class WritePathHead
{
    private const string NewPath = " /api/v2/write?";
    private const string Token = "Authorization: Token ";

    /// <summary>Whether it is one of <c>/api/v2/write</c>.</summary>
    public static bool IsWrite(string head) => head.AsSpan(0, head.IndexOf("\r\n", StringComparison.Ordinal)).Contains(NewPath, StringComparison.Ordinal);

    /// <summary>The head that is sent on; it asks the server to close the connection after its answer.</summary>
    public static byte[] Translate(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var translated = new StringBuilder(IsWrite(head) ? Line(lines[0]) : lines[0]).Append("\r\nConnection: close\r\n");
        foreach (var line in lines.Skip(1).Where(line => !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)))
        {
            translated.Append(line.StartsWith(Token, StringComparison.OrdinalIgnoreCase) ? $"Authorization: Basic {Convert.ToBase64String(Encoding.Latin1.GetBytes(line[Token.Length..]))}" : line).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(translated.Append("\r\n").ToString());
    }

    private static string Line(string line)
    {
        var (method, target, version) = line.Split(' ') is [var first, var second, var third] ? (first, second, third) : throw new IOException($"'{line}' is no call");
        var query = target.Split('?', 2)[1].Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""));
        var bucket = query["bucket"].Split('/', 2);
        var precision = query.GetValueOrDefault("precision") switch { "us" => "u", { Length: > 0 } given => given, _ => "ns" };
        var policy = bucket.Length > 1 ? $"&rp={Uri.EscapeDataString(bucket[1])}" : "";
        return $"{method} /write?db={Uri.EscapeDataString(bucket[0])}{policy}&precision={precision} {version}";
    }
}
