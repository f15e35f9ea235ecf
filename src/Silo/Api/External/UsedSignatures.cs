using System.Globalization;
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
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // What this process may have taken though its call came to nothing is its own still.
    private readonly string _holder = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Until, string Signature)> _order = new();

    // Its time may lie ahead by as much as it may lie behind, and is told in whole seconds.
    private TimeSpan Life => (2 * options.Value.Window) + TimeSpan.FromSeconds(2);

    /// <summary>Uses a signature; false when it has been used.</summary>
    /// <exception cref="IOException">What several processes know together cannot be reached: nobody can tell. The call may be made again as it is.</exception>
    public async Task<bool> TryUseAsync(string signature, CancellationToken cancellationToken)
    {
        if (!TryUse(signature))
        {
            return false;
        }

        if (marks is null)
        {
            return true;
        }

        try
        {
            if (await marks.TryTakeAsync(NameOf(signature), _holder, Life, cancellationToken))
            {
                return true;
            }
        }
        catch
        {
            // It may have been taken all the same.
            Forget(signature);
            _ = GiveBackAsync(marks, signature);
            throw;
        }

        Forget(signature);
        return false;
    }

    /// <summary>The call came to nothing: it may be made again as it is.</summary>
    public async Task ReleaseAsync(string signature)
    {
        Forget(signature);
        if (marks is not null && !await TryReleaseAsync(marks, signature))
        {
            _ = GiveBackAsync(marks, signature);
        }
    }

    private static string NameOf(string signature) => $"signature/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signature)))}";

    // At another process the call is refused until then; at this one it is not.
    private async Task GiveBackAsync(ISharedMarks shared, string signature)
    {
        var end = clock.GetUtcNow() + Life;
        do
        {
            await Task.Delay(Pause, clock);
        }
        while (clock.GetUtcNow() < end && !IsUsed(signature) && !await TryReleaseAsync(shared, signature));
    }

    private async Task<bool> TryReleaseAsync(ISharedMarks shared, string signature)
    {
        try
        {
            await shared.ReleaseAsync(NameOf(signature), _holder, CancellationToken.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool IsUsed(string signature)
    {
        lock (_gate)
        {
            return _used.Contains(signature);
        }
    }

    private void Forget(string signature)
    {
        lock (_gate)
        {
            _used.Remove(signature);
        }
    }

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
