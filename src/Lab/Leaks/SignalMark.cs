using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Lab.Leaks;

/// <summary>A signal as far as checks compare it.</summary>
/// <param name="DecidedUnixMs">Close of the bar that decided it, milliseconds since 1970 UTC.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Score">Its score.</param>
public readonly record struct SignalMark(long DecidedUnixMs, StrategyDecision Decision, double Score)
{
    private const double Tolerance = 1e-6;

    /// <summary>Whether it is the same but for rounding.</summary>
    public bool IsLike(in SignalMark other) =>
        DecidedUnixMs == other.DecidedUnixMs && Decision == other.Decision && Math.Abs(Score - other.Score) <= Tolerance * Math.Max(1, Math.Abs(Score));
}
