using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Mapping;

/// <summary>Finds the trade of a signal. Trade ids are reused by the bot; the entry tag is what identifies.</summary>
internal sealed class TagSearch(FreqtradeClient client, FreqtradeOptions options)
{
    /// <summary>Open trades first, then the latest closed ones, so that a trade which closes in between is not missed.</summary>
    /// <exception cref="IOException">The bot cannot be asked.</exception>
    public async Task<FreqtradeTrade?> FindAsync(string tag, CancellationToken cancellationToken)
    {
        var open = (await client.StatusAsync(cancellationToken).ConfigureAwait(false)).OrThrow("/status");
        return Last(open, tag) ?? await FindClosedAsync(tag, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Among the latest closed trades alone.</summary>
    /// <exception cref="IOException">The bot cannot be asked.</exception>
    public async Task<FreqtradeTrade?> FindClosedAsync(string tag, CancellationToken cancellationToken)
    {
        var page = (await client.LatestTradesAsync(options.ClosedLookback, cancellationToken).ConfigureAwait(false)).OrThrow("/trades");
        return Last(page.Trades ?? [], tag);
    }

    /// <summary>The trade with this tag; the later one should there be two.</summary>
    public static FreqtradeTrade? Last(FreqtradeTrade[] trades, string tag) =>
        Array.FindLast(trades, trade => trade.EnterTag == tag);
}
