namespace SqueezeFlow.Core.Signals.Measures;

/// <summary>Momentum of price over one or more look-backs.</summary>
/// <param name="Score">Mean relative move of the look-backs that fitted; signed or absolute as asked.</param>
/// <param name="Decelerating">Whether more than half of the look-backs say that the move slows down.</param>
/// <param name="Stagnant">Whether the last twenty bars are narrow against the older ones.</param>
/// <param name="Trend">Class of the score.</param>
public readonly record struct MomentumResult(double Score, bool Decelerating, bool Stagnant, MomentumTrend Trend)
{
    /// <summary>Whether the move slows down or stands still.</summary>
    public bool Exhausted => Decelerating || Stagnant;
}
