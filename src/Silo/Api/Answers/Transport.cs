using System.IO.Compression;
using System.Net.Mime;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SqueezeFlow.Silo.Api.Answers;

/// <summary>How questions and answers travel: long request lines, packed JSON.</summary>
internal static class Transport
{
    /// <summary>Bytes of a request line at most: a chart names all markets that it wants in the path.</summary>
    public const int MaxRequestLineBytes = 32 * 1024;

    /// <summary>Sets the limits and the packing.</summary>
    public static void AddTransport(this IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestLineSize = MaxRequestLineBytes);

        // JSON only: packing would hold back the events of a stream, which is text of another kind.
        services.AddResponseCompression(options => options.MimeTypes = [MediaTypeNames.Application.Json, MediaTypeNames.Application.ProblemJson]);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }
}
