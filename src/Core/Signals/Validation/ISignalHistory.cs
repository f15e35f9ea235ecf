namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>Accepted signals, as far back as a later one may have to be compared with them.</summary>
internal interface ISignalHistory
{
    /// <summary>Forgets what no later check can ask for.</summary>
    void Forget(DateTimeOffset now);

    /// <summary>Whether the same, or the same action within the cooldown, was accepted.</summary>
    bool IsDuplicate(in SignalFacts signal, DateTimeOffset now);

    /// <summary>Whether one more would be too many.</summary>
    bool IsTooMany(in SignalFacts signal, DateTimeOffset now);

    /// <summary>Keeps an accepted signal.</summary>
    void Keep(in SignalFacts signal, DateTimeOffset now);
}
