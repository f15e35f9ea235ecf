using System.Security.Cryptography;
using System.Text;

namespace SqueezeFlow.Core.Signals.External;

/// <summary>A signal as somebody outside sent it, read and in range. Equal ones ask for the same thing.</summary>
public sealed record ExternalSignal
{
    /// <summary>Source of those that name none.</summary>
    public const string UsualSource = "external";

    private const int DigestBytes = 6;

    /// <summary>The sender's own id of it: the same id is the same signal, however often it is sent.</summary>
    public required string Id { get; init; }

    /// <summary>Who sent it. Ids are told apart by source.</summary>
    public string Source { get; init; } = UsualSource;

    /// <summary>What to do.</summary>
    public required SignalAction Action { get; init; }

    /// <summary>Base coin; null on a close that names its position.</summary>
    public string? Symbol { get; init; }

    /// <summary>Position to close: the account's id of it, or the id of the signal that opened it; null for that of <see cref="Symbol"/>.</summary>
    public string? Position { get; init; }

    /// <summary>Price that the sender saw, quote units per base unit; null for the latest one here.</summary>
    public double? Price { get; init; }

    /// <summary>Share of the base risk to stake, 0.1 to 2; null for what goes with the score.</summary>
    public double? Size { get; init; }

    /// <summary>Leverage, 1 to 10; null for what goes with the score.</summary>
    public int? Leverage { get; init; }

    /// <summary>Price at which the strategy leaves the position, looked at when a bar closes; null for none.</summary>
    public double? Stop { get; init; }

    /// <summary>Score, 0 to 10; null when the sender gives none.</summary>
    public double? Score { get; init; }

    /// <summary>Why, in the sender's words; null when it says nothing.</summary>
    public string? Reason { get; init; }

    /// <summary>Market time at which the sender decided, milliseconds since 1970 UTC; null for the moment of arrival.</summary>
    public long? AtUnixMs { get; init; }

    /// <summary>What tells it from all others.</summary>
    public string Key => $"{Source}:{Id}";

    /// <summary>Twelve hexadecimal digits that stand for <see cref="Key"/> where it cannot be written.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)).AsSpan(0, DigestBytes));
}
