using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>Parameters that vectors are computed with.</summary>
/// <param name="given">Take the place of those of their profile; null for nothing.</param>
internal sealed class VectorParameters(StrategyParameters? given)
{
    /// <summary>Those of a profile.</summary>
    public StrategyParameters Of(StrategyProfile profile) => given?.Profile == profile ? given : StrategyParameters.Of(profile);

    /// <summary>Those of an expectation.</summary>
    public StrategyParameters Of(VectorVerdict verdict) => Of(verdict == VectorVerdict.Original ? StrategyProfile.Original : StrategyProfile.Corrected);
}
