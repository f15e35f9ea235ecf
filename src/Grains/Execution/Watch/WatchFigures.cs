using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Execution.Watch;

/// <summary>What the last look at the account has shown.</summary>
/// <param name="Open">Positions open, those of others too.</param>
/// <param name="Foreign">Those that are not ours: counted, never touched.</param>
/// <param name="Adopted">Those of our signals whose entry is not on record here.</param>
/// <param name="Orphans">Positions since the start that came although their signal had been booked as not opened.</param>
/// <param name="Doubled">Coins of which more than one position is open.</param>
internal sealed record WatchFigures(int Open, int Foreign, int Adopted, int Orphans, IReadOnlyList<string> Doubled)
{
    /// <summary>Those of our signals whose entry is not on record here.</summary>
    public IReadOnlyList<Position> AdoptedPositions { get; init; } = [];

    /// <summary>Before the first look.</summary>
    public static WatchFigures None { get; } = new(0, 0, 0, 0, []);
}
