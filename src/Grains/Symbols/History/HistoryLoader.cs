using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Symbols.History;

/// <summary>
/// Fills a strategy window before live bars begin: from stored bars that the ledger proves complete, else from the
/// venue's own history where that carries the taker split, else from what is stored. Safe for concurrent use.
/// </summary>
internal sealed class HistoryLoader(IBarStore store, IVenueHistory venue, BarWriter writer, VenueReach reach, ILogger<HistoryLoader> logger) : IDisposable
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
        foreach (var market in markets.Where(m => QuoteCurrency.IsUsdLike(m.Instrument.Quote)))
        {
            var bars = await store.ReadFoldedAsync(market.Market, timeframe, fromUnixMs, toUnixMs, cancellationToken);
            try
            {
                bars = await CompleteAsync(market, bars, timeframe, fromUnixMs, toUnixMs, cancellationToken);
                isProven &= venue.Covers(market.Instrument);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                HistoryMetrics.Failures.Add(1, new KeyValuePair<string, object?>("exchange", market.Market.Exchange));
                if (reach.IsWorthTelling(market.Market.Exchange))
                {
                    HistoryLog.Failed(logger, market.Market, e.Message);
                }

                error = e.Message;
            }

            loaded.Add((FollowedMarket.Of(market.Instrument, market.Proof, timeframe), bars));
        }

        return new(SymbolBars.Merge(loaded), isProven && error is null, error);
    }

    private async Task<IReadOnlyList<Bar>> CompleteAsync(
        TrackedMarket market, IReadOnlyList<Bar> stored, Timeframe timeframe, long from, long to, CancellationToken cancellationToken)
    {
        if (!venue.Covers(market.Instrument))
        {
            return stored;
        }

        var runs = await store.ReadLedgerAsync(market.Market, from, to, cancellationToken);
        var proven = stored.Where(b => IsProven(b.OpenUnixMs, timeframe, runs)).ToDictionary(b => b.OpenUnixMs);
        if (proven.Count == timeframe.Count(from, to))
        {
            return stored;
        }

        await _asking.WaitAsync(cancellationToken);
        try
        {
            var asked = await venue.ReadAsync(market.Instrument, timeframe, from, to, cancellationToken);
            var imported = asked.Where(b => !proven.ContainsKey(b.OpenUnixMs)).ToList();
            if (Timeframe.Stored.Contains(timeframe))
            {
                writer.Add([.. imported.Select(b => new BarRow(market.Market, timeframe, b, true))], [], []);
            }

            var known = imported.Select(b => b.OpenUnixMs).ToHashSet();
            return [.. stored.Where(b => !known.Contains(b.OpenUnixMs)).Concat(imported).OrderBy(b => b.OpenUnixMs)];
        }
        finally
        {
            _asking.Release();
        }
    }

    private static bool IsProven(long open, Timeframe timeframe, IReadOnlyList<LedgerRun> runs) =>
        runs.Any(r => r.State == LedgerState.Complete && r.FromUnixMs <= open && r.ToUnixMs >= timeframe.Close(open)) &&
        !runs.Any(r => r.State == LedgerState.Partial && r.FromUnixMs < timeframe.Close(open) && r.ToUnixMs > open);
}
