using Microsoft.Extensions.Options;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.External;

/// <summary>
/// Signatures of the calls that were taken, as long as their time would let them pass again. A start forgets them; what they carried is known by its id
/// all the same. Safe for concurrent use.
/// </summary>
internal sealed class UsedSignatures(IOptions<WebhookOptions> options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Until, string Signature)> _order = new();

    /// <summary>Uses a signature; false when it has been used.</summary>
    public bool TryUse(string signature)
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

            // Its time may lie ahead by as much as it may lie behind, and is told in whole seconds.
            _order.Enqueue((now + (2 * options.Value.Window) + TimeSpan.FromSeconds(2), signature));
            return true;
        }
    }

    /// <summary>The call came to nothing: it may be made again as it is.</summary>
    public void Release(string signature)
    {
        lock (_gate)
        {
            _used.Remove(signature);
        }
    }
}
