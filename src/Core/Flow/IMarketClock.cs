namespace SqueezeFlow.Core.Flow;

/// <summary>Market time, the clock of bars, windows and the age of signals. Safe for concurrent use.</summary>
public interface IMarketClock
{
    /// <summary>Market time now, milliseconds since 1970 UTC; null while it is not known.</summary>
    long? NowUnixMs { get; }
}
