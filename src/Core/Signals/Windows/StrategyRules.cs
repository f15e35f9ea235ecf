using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Core.Signals.Windows;

/// <summary>What the building blocks need to know of the profile and its parameters.</summary>
/// <param name="Parameters">Thresholds, weights and look-backs.</param>
/// <param name="IsCorrected">Whether the mended reading applies.</param>
/// <param name="Scale">Factor of the look-backs: 60 in the reference system's one-second mode, else 1.</param>
internal readonly record struct StrategyRules(StrategyParameters Parameters, bool IsCorrected, int Scale)
{
    public bool IsOneSecondMode => Scale != 1;

    public static StrategyRules Of(StrategyOptions options) => new(
        options.Parameters,
        options.Profile == StrategyProfile.Corrected,
        options is { Profile: StrategyProfile.Original, OneSecondMode: true } ? 60 : 1);
}
