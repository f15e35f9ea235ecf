using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Core.Signals;

/// <summary>What a <see cref="SqueezeStrategy"/> needs to know beside its bars. Immutable; the defaults are those of production.</summary>
public sealed record StrategyOptions
{
    /// <summary>Every threshold, weight and look-back.</summary>
    public StrategyParameters Parameters { get; init; } = StrategyParameters.Corrected;

    /// <summary>Reading of the strategy. Setting it sets <see cref="Parameters"/> to those of the profile.</summary>
    public StrategyProfile Profile
    {
        get => Parameters.Profile;
        init => Parameters = StrategyParameters.Of(value);
    }

    /// <summary>Length of a bar.</summary>
    public Timeframe Timeframe { get; init; } = Timeframe.M5;

    /// <summary>Bars of the window (48 h of 5 minutes); cumulative volume deltas start at its first bar. 0 keeps the whole history.</summary>
    public int WindowBars { get; init; } = 576;

    /// <summary>Whether cumulative volume deltas start at the first bar ever instead of the first bar of the window.</summary>
    public bool AnchorsAtFirstBar { get; init; }

    /// <summary>Bars that must be there before anything is decided.</summary>
    public int MinDataPoints { get; init; } = 40;

    /// <summary>The reference system's constants for one-second bars. Original only.</summary>
    public bool OneSecondMode { get; init; }

    /// <summary>Whether the change of open interest is part of the score.</summary>
    public bool UseOpenInterest { get; init; }

    /// <summary>Bars of <paramref name="timeframe"/> in a look-back, e.g. 576 for 48 h of 5 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The look-back is shorter than one bar.</exception>
    public static int BarsOf(TimeSpan lookback, Timeframe timeframe)
    {
        var bars = (long)(lookback.TotalMilliseconds / timeframe.Milliseconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 1, nameof(lookback));
        return checked((int)bars);
    }
}
