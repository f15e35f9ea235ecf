using System.Collections.Concurrent;

namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>A venue whose prices stand still until they are set. Safe for concurrent use.</summary>
/// <param name="clock">Its time.</param>
public sealed class FixedVenue(TimeProvider clock) : IBotVenue
{
    private readonly ConcurrentDictionary<string, BotMarket> _markets = new(StringComparer.Ordinal);

    /// <summary>Market of every coin that was not set; null when there is none.</summary>
    public Func<string, BotMarket?> Otherwise { get; set; } = static _ => null;

    /// <inheritdoc/>
    public long NowUnixMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public BotMarket? Find(string baseCurrency) => _markets.GetValueOrDefault(baseCurrency) ?? Otherwise(baseCurrency);

    /// <summary>Lists a market, or changes it.</summary>
    public void Set(string baseCurrency, BotMarket market) => _markets[baseCurrency] = market;

    /// <summary>Moves a price; the market has no spread then.</summary>
    public void Set(string baseCurrency, decimal price) =>
        _markets.AddOrUpdate(baseCurrency, static (_, price) => BotMarket.At(price), static (_, known, price) => known with { Bid = price, Ask = price }, price);
}
