namespace SqueezeFlow.Simulation.Worlds.Squeezes;

/// <summary>Where a coin stands in a squeeze.</summary>
/// <param name="Bars">Bars since it began, 0 to <see cref="SqueezeSchedule.Length"/>; negative outside.</param>
/// <param name="Direction">+1 when spot buys and perpetuals sell (longs win), −1 the other way, 0 outside.</param>
/// <param name="Strength">Scale of its flow, about 1.</param>
internal readonly record struct SqueezePhase(double Bars, int Direction, double Strength)
{
    /// <summary>No squeeze.</summary>
    public static readonly SqueezePhase None = new(-1, 0, 0);

    /// <summary>Whether there is one.</summary>
    public bool IsActive => Direction != 0;
}
