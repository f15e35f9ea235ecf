using Orleans.Concurrency;

namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>One venue: its instruments, the markets chosen, and the connections they are spread over. Key: the venue id.</summary>
public interface IExchangeGrain : IGrainWithStringKey
{
    /// <summary>Makes sure the venue is planned and every feed of it has an owner; called by supervisors.</summary>
    ValueTask EnsureAsync();

    /// <summary>Reads a market from now on, whatever the configuration says; kept over restarts. Other markets do not notice.</summary>
    Task<MarketChange> AddMarketAsync(string market);

    /// <summary>Reads a market no longer, whatever the configuration says; kept over restarts. What is stored of it stays.</summary>
    Task<MarketChange> RemoveMarketAsync(string market);

    /// <summary>Ids of its feeds, e.g. <c>BINANCE/0</c>; empty until the venue's list could be read.</summary>
    [AlwaysInterleave]
    ValueTask<IReadOnlyList<string>> GetFeedsAsync();

    /// <summary>How far planning has come.</summary>
    [AlwaysInterleave]
    ValueTask<ExchangePlan> GetPlanAsync();
}
