namespace SqueezeFlow.Core.Signals.Phases.Context;

/// <summary>Which side carries the accumulated flow.</summary>
public enum VolumeTrend
{
    /// <summary>Not enough bars for the look-back.</summary>
    InsufficientData,

    /// <summary>A look-back of fewer than ten bars.</summary>
    WarmupPeriod,

    /// <summary>Spot above 60 %.</summary>
    SpotDominated,

    /// <summary>Perpetuals above 60 %.</summary>
    FuturesDominated,

    /// <summary>Neither above 60 %.</summary>
    Balanced,
}
