using System.IO.Compression;
using System.Security.Cryptography;

namespace SqueezeFlow.Storage.Backup.Files;

/// <summary>A file packed with gzip.</summary>
internal static class PackedFile
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Creates it.</summary>
    public static Stream Create(string path) =>
        new GZipStream(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes), CompressionLevel.Fastest);

    /// <summary>Opens it for reading.</summary>
    public static Stream Open(string path) => new GZipStream(OpenPacked(path), CompressionMode.Decompress);

    /// <summary>Length and SHA-256 of its packed bytes, which are on the disk afterwards.</summary>
    public static (long Bytes, string Sha256) Seal(string path)
    {
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Flush(flushToDisk: true);
        }

        return Measure(path);
    }

    /// <summary>Length and SHA-256 of its packed bytes.</summary>
    public static (long Bytes, string Sha256) Measure(string path)
    {
        using var stream = OpenPacked(path);
        return (stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private static FileStream OpenPacked(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
}
