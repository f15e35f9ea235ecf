using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains;

/// <summary>The whole flow from feed to position, as the commands that run it for a while see it.</summary>
public interface IPipeline
{
    /// <summary>Waits until every configured venue is planned and every feed is connected with all its subscriptions acknowledged.</summary>
    /// <exception cref="TimeoutException">Names the feeds that are not.</exception>
    Task WaitUntilSubscribedAsync(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>
    /// Declares that the markets have ended at a market time and waits until all trades received are in bars, every bar
    /// up to it is evaluated, every signal has a verdict, and all rows are committed.
    /// </summary>
    Task DrainAsync(long endUnixMs, CancellationToken cancellationToken);

    /// <summary>How far each venue that is read is planned, by venue id.</summary>
    Task<IReadOnlyDictionary<string, ExchangePlan>> GetPlansAsync(CancellationToken cancellationToken);

    /// <summary>Every market of every tracked symbol, in ordinal order.</summary>
    Task<IReadOnlyList<MarketView>> GetMarketsAsync(CancellationToken cancellationToken);

    /// <summary>Every tracked symbol, in ordinal order.</summary>
    Task<IReadOnlyList<SymbolView>> GetSymbolsAsync(CancellationToken cancellationToken);

    /// <summary>Every feed, in ordinal order.</summary>
    Task<IReadOnlyList<FeedView>> GetFeedsAsync(CancellationToken cancellationToken);
}
