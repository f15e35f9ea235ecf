using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Interfaces.Signals;

/// <summary>What became of a signal that was sent from outside.</summary>
/// <param name="Record">The signal as it is on record; null when it was refused.</param>
/// <param name="IsRepeat">Whether it had been sent before.</param>
/// <param name="Refusal">Why it was not taken; null when it was.</param>
public sealed record ExternalAnswer(SignalRecord? Record, bool IsRepeat, ExternalRefusal? Refusal)
{
    /// <summary>It was not taken.</summary>
    public static ExternalAnswer Refused(ExternalRefusal refusal) => new(null, false, refusal);
}
