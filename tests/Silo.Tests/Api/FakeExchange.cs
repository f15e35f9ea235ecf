using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>A venue that lists one market.</summary>
internal sealed class FakeExchange : IExchangeGrain
{
    private const string Listed = "BINANCE:ethusdt";

    public ValueTask EnsureAsync() => default;

    public Task<MarketChange> AddMarketAsync(string market) => Task.FromResult(
        market == Listed ? new MarketChange(market, true) : new(market, false, "BINANCE does not list it", Listed));

    public Task<MarketChange> RemoveMarketAsync(string market) => Task.FromResult(new MarketChange(market, false));

    public ValueTask<IReadOnlyList<string>> GetFeedsAsync() => new([]);

    public ValueTask<ExchangePlan> GetPlanAsync() => new(new ExchangePlan(true, [], 1, null));
}
