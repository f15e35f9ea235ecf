namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>How many signals may pass, and how long they are remembered.</summary>
public sealed record SignalLimits
{
    /// <summary>Entries accepted within one minute over all symbols.</summary>
    public int MaxPerMinute { get; init; } = 200;

    /// <summary>Entries accepted within one hour for one pair.</summary>
    public int MaxPerSymbolPerHour { get; init; } = 10;

    /// <summary>Time after an accepted signal in which the same action on the same pair is a duplicate.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Age from which a signal has expired.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How far a signal may lie ahead of the clock; only <see cref="StrategyProfile.Corrected"/> looks.</summary>
    public TimeSpan MaxLead { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often <see cref="StrategyProfile.Original"/> forgets its fingerprints.</summary>
    public TimeSpan CleanupInterval { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long <see cref="StrategyProfile.Corrected"/> remembers a fingerprint.</summary>
    public TimeSpan FingerprintLifetime => Cooldown > MaxAge ? Cooldown : MaxAge;
}
