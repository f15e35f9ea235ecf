using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds.Randomness;

namespace SqueezeFlow.Simulation.Worlds.Trades;

/// <summary>
/// How many aggregates and fills a market has had before each minute, in closed form: ids of any minute are known without
/// playing the minutes before it. Busy and calm minutes alternate, the mean over many minutes is exact.
/// </summary>
/// <remarks><c>perMinute</c> counts messages of the default stream: fills on spot, aggregates on a perpetual.</remarks>
internal sealed class TradeCounts(ulong seed, MarketKind kind, double perMinute)
{
    private const double Jitter = 0.35;
    private const double FillsPerAggregate = 1.3;
    private readonly long _firstFill = 1_000_000_000 + (long)(Mix.Unit(Mix.Hash(seed, -1)) * 1e9);
    private readonly long _firstAggregate = 100_000_000 + (long)(Mix.Unit(Mix.Hash(seed, -2)) * 1e8);

    private readonly double _perMinute = kind == MarketKind.Spot ? perMinute / FillsPerAggregate : perMinute;

    /// <summary>Id of the first aggregate at or after the start of a minute; minutes count from the world's start.</summary>
    public long FirstAggregate(long minute) => _firstAggregate + Aggregates(minute);

    /// <summary>Id of the first fill at or after the start of a minute.</summary>
    public long FirstFill(long minute) => _firstFill + (long)Math.Floor(Aggregates(minute) * FillsPerAggregate);

    private long Aggregates(long minute) => (long)Math.Floor(_perMinute * (minute + (Jitter * Mix.Unit(Mix.Hash(seed, minute)))));
}
