namespace SqueezeFlow.Core.Signals.Windows;

/// <summary>What the building blocks need to know of the profile.</summary>
/// <param name="IsCorrected">Whether the mended reading applies.</param>
/// <param name="Scale">Factor of the look-backs: 60 in the reference system's one-second mode, else 1.</param>
internal readonly record struct StrategyRules(bool IsCorrected, int Scale)
{
    public bool IsOneSecondMode => Scale != 1;

    public static StrategyRules Of(StrategyOptions options) => new(
        options.Profile == StrategyProfile.Corrected,
        options is { Profile: StrategyProfile.Original, OneSecondMode: true } ? 60 : 1);
}
