using SqueezeFlow.Core.Signals;
using SqueezeFlow.Interfaces.Signals;

namespace SqueezeFlow.Grains.Signals.External;

/// <summary>What is to be kept of a signal from outside.</summary>
/// <param name="Signal">The signal; null when it is not taken.</param>
/// <param name="Refused">Why the last check before signals are given refused it: it is on record then, and goes no further.</param>
/// <param name="Refusal">Why it is not taken; null when it is.</param>
/// <param name="AtUnixMs">Market time at which it came, milliseconds since 1970 UTC.</param>
internal sealed record ExternalDraft(Signal? Signal, string? Refused, ExternalRefusal? Refusal, long AtUnixMs)
{
    /// <summary>It is not taken.</summary>
    public static ExternalDraft Of(ExternalRefusalKind kind, string field, string? value, string fix) => new(null, null, new(kind, field, value, fix), 0);
}
