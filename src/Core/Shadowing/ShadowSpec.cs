using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Core.Shadowing;

/// <summary>Parameters that trade beside the live ones, on paper. Immutable.</summary>
/// <param name="Name">What it is called; <see cref="LiveName"/> is that of the live parameters themselves.</param>
/// <param name="Parameters">What it decides by; of the profile of the live ones.</param>
public sealed record ShadowSpec(string Name, StrategyParameters Parameters)
{
    /// <summary>The live parameters, traded as the shadows are: what the others are measured by.</summary>
    public const string LiveName = "live";

    /// <summary>Hash of the parameters.</summary>
    public string Hash { get; } = ParameterHash.Of(Parameters);
}
