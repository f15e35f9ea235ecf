namespace SqueezeFlow.Lab.Resampling;

/// <summary>A figure and the range that resampled data put it in.</summary>
/// <param name="Estimate">The figure on the data as they are.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">Share of the resampled figures between the ends, 0 to 1.</param>
public readonly record struct Interval(double Estimate, double Low, double High, double Level);
