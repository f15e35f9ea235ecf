using System.IO.Compression;
using System.Security.Cryptography;

namespace SqueezeFlow.Silo.Api.Pages;

/// <summary>One file of the screen, packed when somebody first asks for it packed. Safe for concurrent use.</summary>
/// <param name="content">The file as it was built.</param>
/// <param name="type">Media type.</param>
internal sealed class ScreenFile(byte[] content, string type)
{
    // The highest quality costs ten times the time for two percent of the size.
    private const int BrotliQuality = 9;

    private readonly string _hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));

    private readonly Lazy<byte[]> _brotli = new(() => Pack(content, stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = BrotliQuality })));
    private readonly Lazy<byte[]> _gzip = new(() => Pack(content, stream => new GZipStream(stream, CompressionLevel.SmallestSize)));

    /// <summary>
    /// Answers with the file, or that the reader has it already. The names of the files carry no version, so a browser has to ask each time; what has not changed is
    /// not sent again.
    /// </summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var (response, encoding) = (context.Response, EncodingFor(context.Request));
        var tag = $"\"{_hash}{encoding}\"";
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = tag;
        response.Headers.Append("Vary", "Accept-Encoding");
        if (context.Request.Headers.IfNoneMatch.Any(known => known?.Contains(tag, StringComparison.Ordinal) == true))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = encoding switch { "br" => _brotli.Value, "gzip" => _gzip.Value, _ => content };
        response.ContentType = type;
        response.ContentLength = body.Length;
        if (encoding.Length > 0)
        {
            response.Headers.ContentEncoding = encoding;
        }

        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static string EncodingFor(HttpRequest request)
    {
        var taken = request.GetTypedHeaders().AcceptEncoding.Where(one => one.Quality is null or > 0).Select(one => one.Value.Value);
        return taken.Contains("br", StringComparer.OrdinalIgnoreCase) ? "br" : taken.Contains("gzip", StringComparer.OrdinalIgnoreCase) ? "gzip" : "";
    }

    private static byte[] Pack(byte[] content, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }
}
