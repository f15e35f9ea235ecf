using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Interfaces.Signals;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Silo.Service;

/// <summary>The grains that the HTTP side speaks to.</summary>
internal interface IGrainAccess
{
    /// <summary>The executor of the account that is always there.</summary>
    IExecutorGrain Executor => ExecutorOf(IExecutorGrain.Key);

    /// <summary>All accounts, in the order in which entries are offered to them.</summary>
    IReadOnlyList<string> Accounts => Routes.Names;

    /// <summary>Which account takes which entries.</summary>
    AccountRoutes Routes { get; }

    /// <summary>The executor of an account.</summary>
    IExecutorGrain ExecutorOf(string account);

    /// <summary>A feed, whether it exists or not.</summary>
    IFeedGrain Feed(string id);

    /// <summary>A venue.</summary>
    IExchangeGrain Exchange(string id);

    /// <summary>A signal from outside, by the key of what was sent.</summary>
    IExternalSignalGrain External(string key);

    /// <summary>Tracked base coins, in ordinal order.</summary>
    Task<IReadOnlyList<string>> GetTrackedAsync();

    /// <summary>A coin, tracked or not.</summary>
    ISymbolGrain Symbol(string symbol);

    /// <summary>Open interest of a coin that is collected.</summary>
    Task<OpenInterestView> GetOpenInterestAsync(string symbol);

    /// <summary>Every feed.</summary>
    Task<IReadOnlyList<FeedView>> GetFeedsAsync(CancellationToken cancellationToken);

    /// <summary>Every market of every tracked symbol.</summary>
    Task<IReadOnlyList<MarketView>> GetMarketsAsync(CancellationToken cancellationToken);

    /// <summary>Every tracked symbol.</summary>
    Task<IReadOnlyList<SymbolView>> GetSymbolsAsync(CancellationToken cancellationToken);
}
