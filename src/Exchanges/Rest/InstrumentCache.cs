using System.Security.Cryptography;
using System.Text;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Exchanges.Rest;

/// <summary>The last good answer to a request for instruments, kept on disk by base address, so that a simulator's list never stands for the venue's.</summary>
internal sealed class InstrumentCache(string directory)
{
    /// <summary>Keeps a body. The file is replaced as a whole.</summary>
    public async Task WriteAsync(Uri baseAddress, RestCall call, byte[] body, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var path = PathOf(baseAddress, call);
        var fresh = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(fresh, body, cancellationToken).ConfigureAwait(false);
        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>The body kept last; null when there is none.</summary>
    public async Task<byte[]?> ReadAsync(Uri baseAddress, RestCall call, CancellationToken cancellationToken)
    {
        var path = PathOf(baseAddress, call);
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false) : null;
    }

    private string PathOf(Uri baseAddress, RestCall call)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{baseAddress} {call.Path}")).AsSpan(0, 8));
        return Path.Combine(directory, $"{baseAddress.Host}-{hash}.json");
    }
}
