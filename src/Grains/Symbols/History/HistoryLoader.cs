using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Symbols.History;

/// <summary>
/// Fills a strategy window before live bars begin: from stored bars that the ledger proves complete, else from the
/// venue's own history where that carries the taker split, else from what is stored. Safe for concurrent use.
/// </summary>
internal sealed class HistoryLoader(IBarStore store, ExchangeRests venues, BarWriter writer, VenueReach reach, ILogger<HistoryLoader> logger) : IDisposable
{
    // Venues count requests per address: a restart of thousands of symbols must not be a burst.
    private readonly SemaphoreSlim _asking = new(4);

    public void Dispose() => _asking.Dispose();

    /// <summary>Bars of all markets of a symbol in <c>[from, to)</c>.</summary>
    public async Task<SymbolHistory> LoadAsync(
        IReadOnlyList<TrackedMarket> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        var loaded = new List<(FollowedMarket Market, IReadOnlyList<Bar> Bars)>();
        string? error = null;
        var isProven = true;
        TrackedMarket[] counted = [.. markets.Where(m => QuoteCurrency.IsUsdLike(m.Instrument.Quote))];
        var stored = await store.ReadFoldedAsync([.. counted.Select(m => m.Market)], timeframe, fromUnixMs, toUnixMs, cancellationToken);
        foreach (var (market, ofMarket) in counted.Zip(stored))
        {
            var bars = ofMarket;
            try
            {
                var isWhole = false;
                if (VenueOf(market.Instrument) is { } venue)
                {
                    (bars, isWhole) = await CompleteAsync(venue, market, bars, timeframe, fromUnixMs, toUnixMs, cancellationToken);
                }

                isProven &= isWhole;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                HistoryMetrics.Failures.Add(1, new KeyValuePair<string, object?>("exchange", market.Market.Exchange));
                if (reach.ShouldLog(market.Market.Exchange))
                {
                    HistoryLog.Failed(logger, market.Market, e.Message);
                }

                error = e.Message;
            }

            loaded.Add((FollowedMarket.Of(market.Instrument, market.Proof, timeframe), bars));
        }

        return new(SymbolBars.Merge(loaded), isProven && error is null, error);
    }

    // Only a venue whose bars tell buys from sells is of use.
    private IExchangeRest? VenueOf(Instrument instrument) =>
        venues.TryGet(instrument.Market.Exchange, out var rest) && rest.HasTakerSplit(instrument) ? rest : null;

    private async Task<(IReadOnlyList<Bar> Bars, bool IsWhole)> CompleteAsync(
        IExchangeRest venue, TrackedMarket market, IReadOnlyList<Bar> stored, Timeframe timeframe, long from, long to, CancellationToken cancellationToken)
    {
        var runs = await store.ReadLedgerAsync(market.Market, from, to, cancellationToken);
        var proven = stored.Where(b => IsProven(b.OpenUnixMs, timeframe, runs)).Select(b => b.OpenUnixMs).ToHashSet();
        if (proven.Count == timeframe.Count(from, to))
        {
            return (stored, true);
        }

        await _asking.WaitAsync(cancellationToken);
        try
        {
            var asked = await venue.GetBarsAsync(market.Instrument, timeframe, from, to, cancellationToken);
            var imported = asked.Where(row => !proven.Contains(row.Bar.OpenUnixMs)).ToList();
            if (Timeframe.Stored.Contains(timeframe))
            {
                writer.Add(imported, [], []);
            }

            var known = imported.Select(row => row.Bar.OpenUnixMs).ToHashSet();
            Bar[] bars = [.. stored.Where(b => !known.Contains(b.OpenUnixMs)).Concat(imported.Select(row => row.Bar)).OrderBy(b => b.OpenUnixMs)];

            // A venue may be late with its latest bar, and may keep fewer than were asked for.
            known.UnionWith(proven);
            return (bars, bars.Length > 0 && bars[^1].OpenUnixMs == timeframe.Floor(to - 1) && bars.All(b => known.Contains(b.OpenUnixMs)));
        }
        finally
        {
            _asking.Release();
        }
    }

    // Rows follow each other: a new one begins with every generation of a feed, in the midst of a bar too.
    private static bool IsProven(long open, Timeframe timeframe, IReadOnlyList<LedgerRun> runs)
    {
        var (end, close) = (open, timeframe.Close(open));
        foreach (var run in runs.Where(r => r.FromUnixMs < close && r.ToUnixMs > open))
        {
            if (run.State == LedgerState.Partial)
            {
                return false;
            }

            end = run.State == LedgerState.Complete && run.FromUnixMs <= end ? Math.Max(end, run.ToUnixMs) : end;
        }

        return end >= close;
    }
}
