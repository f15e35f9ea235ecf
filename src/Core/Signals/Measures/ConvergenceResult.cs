namespace SqueezeFlow.Core.Signals.Measures;

/// <summary>Whether spot and perpetual CVD close up.</summary>
/// <param name="Converging">Whether the distance falls, by more than the threshold.</param>
/// <param name="Rate">Fall of the distance per bar (negative least-squares slope), USD.</param>
/// <param name="Strength">Share of the distance that was closed over the look-back; not negative.</param>
/// <param name="Distance">Distance at the last bar, USD.</param>
/// <param name="Threshold">Share that had to be closed.</param>
public readonly record struct ConvergenceResult(bool Converging, double Rate, double Strength, double Distance, double Threshold);
