namespace SqueezeFlow.Core.Signals.Phases.Divergence;

/// <summary>Size of the divergence at the last bar against the bars before it.</summary>
/// <param name="IsSignificant">Whether it is out of the ordinary, either way.</param>
/// <param name="Current">Size at the last bar, USD.</param>
/// <param name="RecentMean">Mean size of the bars before, USD.</param>
/// <param name="RecentMax">Largest size of the bars before, USD.</param>
/// <param name="Multiplier">Current over mean; 0 when the mean is.</param>
/// <param name="ZScore">Distance from the mean, in deviations.</param>
public readonly record struct DivergenceSize(
    bool IsSignificant, double Current, double RecentMean, double RecentMax, double Multiplier, double ZScore);
