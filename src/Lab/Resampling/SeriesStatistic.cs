namespace SqueezeFlow.Lab.Resampling;

/// <summary>A figure of a series.</summary>
public delegate double SeriesStatistic(ReadOnlySpan<double> values);
