using System.IO.Compression;
using System.Text;

namespace SqueezeFlow.Client.Offline.Reading;

/// <summary>Opens a recorded file: plain or gzip by its content, whatever its name.</summary>
internal static class DataFile
{
    private static readonly (byte[] Mark, string Name)[] Foreign =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd data"),
        ([0xFD, 0x37, 0x7A, 0x58], "xz data"),
        ([0x42, 0x5A, 0x68], "bzip2 data"),
        ([0x50, 0x41, 0x52, 0x31], "a Parquet file"),
    ];

    /// <summary>The text of a file: UTF-8, or UTF-16 that begins with its byte order mark.</summary>
    /// <exception cref="DataFormatException">There is no such file, or it is packed in a way that is not read.</exception>
    public static StreamReader OpenText(string path) => new(Open(path), Encoding.UTF8);

    /// <summary>The content of a file, unpacked.</summary>
    /// <exception cref="DataFormatException">There is no such file, or it is packed in a way that is not read.</exception>
    public static Stream Open(string path)
    {
        var file = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new DataFormatException(path, "path", "nothing", "a file");
        }

        var stream = Seekable(File.OpenRead(path));
        Span<byte> head = stackalloc byte[4];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        foreach (var (mark, name) in Foreign)
        {
            if (head.StartsWith(mark))
            {
                stream.Dispose();
                throw new DataFormatException(file, "content", name, "plain or gzip text: unpack it first");
            }
        }

        var isGzip = head.Length >= 2 && head[0] == 0x1F && head[1] == 0x8B;
        return isGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    // A pipe can be read only once.
    private static Stream Seekable(FileStream stream)
    {
        if (stream.CanSeek)
        {
            return stream;
        }

        using (stream)
        {
            var kept = new MemoryStream();
            stream.CopyTo(kept);
            kept.Position = 0;
            return kept;
        }
    }
}
