using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Silo.Api.Bars;

namespace SqueezeFlow.Silo.Api.Charts;

/// <summary>The bars of an answer, read in pages of time so that one page is all that is in memory. Parts of a range give what the whole gives.</summary>
internal sealed class HistoricalPages(IBarStore store, IReadOnlyList<MarketId> markets, BarRange range)
{
    /// <summary>Rows of a page at most.</summary>
    public const int MostRows = 65_536;

    private readonly long _buckets = Math.Max(1, MostRows / Math.Max(1, markets.Count));
    private long _next = range.FromUnixMs;

    /// <summary>Whether nothing is left to read.</summary>
    public bool IsAtEnd => _next >= range.ToUnixMs || markets.Count == 0;

    /// <summary>The next page: the bars of each market.</summary>
    /// <exception cref="IOException">The store does not answer.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<Bar>>> NextAsync(CancellationToken cancellationToken)
    {
        var (from, length) = (_next, range.Timeframe.Milliseconds);
        _next = (range.ToUnixMs - from) / length < _buckets ? range.ToUnixMs : from + (_buckets * length);
        return await store.ReadFoldedAsync(markets, range.Timeframe, from, _next, cancellationToken);
    }
}
