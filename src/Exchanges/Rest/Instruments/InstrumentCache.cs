using System.Security.Cryptography;
using System.Text;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest.Instruments;

/// <summary>
/// The last good answers to a request for instruments and its further pages, kept on disk by base address, so that a simulator's list never
/// stands for the venue's.
/// </summary>
internal sealed class InstrumentCache(string directory)
{
    // JSON text cannot contain it: control characters are escaped there.
    private const byte PageSeparator = 0x1E;

    /// <summary>Keeps the pages of a list. The file is replaced as a whole.</summary>
    public async Task WriteAsync(Uri baseAddress, RestCall call, IReadOnlyList<byte[]> pages, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var path = PathOf(baseAddress, call);
        var fresh = $"{path}.{Guid.NewGuid():N}";
        await using (var file = File.Create(fresh))
        {
            for (var i = 0; i < pages.Count; i++)
            {
                if (i > 0)
                {
                    file.WriteByte(PageSeparator);
                }

                await file.WriteAsync(pages[i], cancellationToken).ConfigureAwait(false);
            }
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>The pages kept last are the venue's still.</summary>
    public void Confirm(Uri baseAddress, RestCall call, DateTimeOffset at)
    {
        if (File.Exists(PathOf(baseAddress, call)))
        {
            File.SetLastWriteTimeUtc(PathOf(baseAddress, call), at.UtcDateTime);
        }
    }

    /// <summary>The pages kept last; null when there are none.</summary>
    public async Task<CachedPages?> ReadAsync(Uri baseAddress, RestCall call, CancellationToken cancellationToken)
    {
        var path = PathOf(baseAddress, call);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return new(Split(bytes), new(File.GetLastWriteTimeUtc(path)));
    }

    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> bytes)
    {
        var pages = new List<ReadOnlyMemory<byte>>();
        for (var end = bytes.Span.IndexOf(PageSeparator); end >= 0; end = bytes.Span.IndexOf(PageSeparator))
        {
            pages.Add(bytes[..end]);
            bytes = bytes[(end + 1)..];
        }

        pages.Add(bytes);
        return pages;
    }

    private string PathOf(Uri baseAddress, RestCall call)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{baseAddress} {call.Path}{call.Post}")).AsSpan(0, 8));
        return Path.Combine(directory, $"{baseAddress.Host}-{hash}.json");
    }
}
