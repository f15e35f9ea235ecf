using SqueezeFlow.Simulation.Freqtrade.Books;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>A world as the venue of a simulated bot: perpetuals at their fair price of the moment.</summary>
/// <param name="world">The world.</param>
public sealed class WorldVenue(World world) : IBotVenue
{
    private const int PriceDigits = 8;

    private Func<long> _now = static () => World.StartUnixMs;

    /// <inheritdoc/>
    public long NowUnixMs => Volatile.Read(ref _now)();

    /// <summary>Takes the time from somewhere; until then it stands at the world's start.</summary>
    public void Follow(Func<long> nowUnixMs) => Volatile.Write(ref _now, nowUnixMs);

    /// <inheritdoc/>
    public BotMarket? Find(string baseCurrency) =>
        world.FairPrice(baseCurrency, NowUnixMs) is { } price ? BotMarket.At(decimal.Round((decimal)price, PriceDigits)) : null;
}
