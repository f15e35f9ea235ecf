using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.External;

/// <summary>
/// Signatures of the calls that were taken, as long as their time would let them pass again. Several processes know them together; one alone forgets them at its
/// start. What they carried is known by its id all the same. Safe for concurrent use.
/// </summary>
/// <param name="options">How long a signature is good.</param>
/// <param name="clock">Wall time.</param>
/// <param name="marks">What several processes know together; null for one alone.</param>
internal sealed class UsedSignatures(IOptions<WebhookOptions> options, TimeProvider clock, ISharedMarks? marks = null)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Until, string Signature)> _order = new();

    // Its time may lie ahead by as much as it may lie behind, and is told in whole seconds.
    private TimeSpan Life => (2 * options.Value.Window) + TimeSpan.FromSeconds(2);

    /// <summary>Uses a signature; false when it has been used.</summary>
    /// <exception cref="IOException">What several processes know together cannot be reached: nobody can tell.</exception>
    public Task<bool> TryUseAsync(string signature, CancellationToken cancellationToken) =>
        marks is null ? Task.FromResult(TryUse(signature)) : marks.TryTakeAsync(NameOf(signature), Life, cancellationToken);

    /// <summary>The call came to nothing: it may be made again as it is.</summary>
    public async Task ReleaseAsync(string signature)
    {
        if (marks is not null)
        {
            await marks.ReleaseAsync(NameOf(signature), CancellationToken.None);
            return;
        }

        lock (_gate)
        {
            _used.Remove(signature);
        }
    }

    private static string NameOf(string signature) => $"signature/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signature)))}";

    private bool TryUse(string signature)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            while (_order.TryPeek(out var oldest) && oldest.Until <= now)
            {
                _used.Remove(_order.Dequeue().Signature);
            }

            if (!_used.Add(signature))
            {
                return false;
            }

            _order.Enqueue((now + Life, signature));
            return true;
        }
    }
}
