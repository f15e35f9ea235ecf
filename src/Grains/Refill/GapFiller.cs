using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Refill;

/// <summary>
/// Searches for what is missing and hands it to the symbol grain: every gap once, failed searches again until time is up. How fast a venue may
/// be asked is the business of its REST side. One per silo; safe for concurrent use.
/// </summary>
internal sealed class GapFiller(
    ExchangeRests venues,
    IGrainFactory grains,
    IOptions<RefillOptions> options,
    VenueReach reach,
    SearchBook book,
    TimeProvider clock,
    ILogger<GapFiller> logger,
    TaskScheduler? searches = null) : IHostedService, IDisposable
{
    // Ids say that something is missing; a venue's list may be a few seconds behind its stream.
    private static readonly TimeSpan[] Again = [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15)];
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // A venue answers a few requests at a time anyway: gaps that are filled one after another are of use one after another.
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _slots = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskScheduler _searches = searches ?? TaskScheduler.Default;

    /// <summary>Whether gaps of a market are filled.</summary>
    public bool Covers(Instrument instrument) => options.Value.Enabled && venues.TryGet(instrument.Market.Exchange, out var rest) && rest.CanSearchTrades(instrument);

    /// <summary>Trades of one market that may wait for a gap before them.</summary>
    public int MostHeld => options.Value.MostHeld;

    /// <summary>
    /// Whether gaps between two starts stay: in a world that goes on while nobody reads it, what a run has counted is then what it was sent.
    /// </summary>
    public bool LeavesRestarts { get; set; }

    /// <summary>Searches under way or waiting.</summary>
    public int Running => _running.Count;

    /// <summary>Time for which they may wait: a little longer than a gap is tried.</summary>
    public TimeSpan LongestWait => options.Value.GiveUpAfter + TimeSpan.FromSeconds(30);

    /// <summary>Begins the search for a gap; the answer goes to the symbol's grain, also when nothing could be found.</summary>
    public void BeginSearch(string symbol, TrackedMarket market, Gap gap)
    {
        RefillMetrics.Gaps.Add(1, TagOf(market));
        var search = Task.Factory.StartNew(
            () => FillAsync(symbol, market, gap, _stop.Token), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _searches).Unwrap();
        _running[search] = 0;
        _ = search.ContinueWith(done => _running.TryRemove(done, out _), _searches);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAny(Task.WhenAll(_running.Keys), Task.Delay(StopTime, clock, cancellationToken));
    }

    public void Dispose()
    {
        _stop.Dispose();
        foreach (var slots in _slots.Values)
        {
            slots.Dispose();
        }
    }

    private async Task FillAsync(string symbol, TrackedMarket market, Gap gap, CancellationToken cancellationToken)
    {
        try
        {
            var isLong = gap.AfterUnixMs - gap.BeforeUnixMs > options.Value.Longest.TotalMilliseconds;
            if (isLong || (LeavesRestarts && gap.Reason == Gap.Restart))
            {
                var why = isLong ? $"it is longer than {RefillOptions.Section}:Longest, {options.Value.Longest}" : "nobody read the world between two starts";
                RefillLog.Left(logger, market.Market, gap.BeforeUnixMs, gap.Reason, why);
                book.Note(gap, "left", 0, why);
                await DeliverAsync(symbol, market, gap, FoundTrades.None, cancellationToken);
                return;
            }

            await SearchAsync(symbol, market, gap, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The silo stops: the gap is on record and stays open.
        }
        catch (Exception e)
        {
            // The symbol cannot take the answer: seen, counted, and never the end of the others.
            RefillMetrics.Failures.Add(1, TagOf(market));
            RefillLog.Broken(logger, market.Market, gap.BeforeUnixMs, e);
        }
    }

    private async Task SearchAsync(string symbol, TrackedMarket market, Gap gap, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var delay = FirstDelay;
        var repeats = 0;
        while (true)
        {
            try
            {
                var found = await FetchAsync(market, gap, cancellationToken);
                RefillMetrics.Trades.Add(found.Trades.Length, TagOf(market));
                book.Note(gap, found.IsCovered ? "filled" : found.IsBehind ? "behind" : "partly", found.Trades.Length, found.By);
                var isLast = found.IsCovered || !(found.IsBehind || market.Proof == ProofKind.Ids) || repeats == Again.Length;
                if (isLast || !found.IsBehind)
                {
                    await DeliverAsync(symbol, market, gap, found, cancellationToken);
                }

                if (isLast)
                {
                    Close(market, gap, found);
                    return;
                }

                await Task.Delay(Again[repeats++], clock, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                RefillMetrics.Failures.Add(1, TagOf(market));
                book.Note(gap, "failed", 0, e.Message);
                if (reach.ShouldLog(market.Market.Exchange))
                {
                    RefillLog.Failed(logger, market.Market, delay, e);
                }

                if (clock.GetElapsedTime(began) + delay > options.Value.GiveUpAfter)
                {
                    RefillMetrics.Left.Add(1, TagOf(market));
                    book.Note(gap, "left", 0, $"tried for {options.Value.GiveUpAfter}");
                    RefillLog.Left(logger, market.Market, gap.BeforeUnixMs, gap.Reason, e.Message);
                    await DeliverAsync(symbol, market, gap, FoundTrades.None, cancellationToken);
                    return;
                }

                await Task.Delay(delay, clock, cancellationToken);
                delay = TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, delay.Ticks * 2));
            }
        }
    }

    private async Task<FoundTrades> FetchAsync(TrackedMarket market, Gap gap, CancellationToken cancellationToken)
    {
        var slots = _slots.GetOrAdd(market.Market.Exchange, static _ => new(AtOnce));
        await slots.WaitAsync(cancellationToken);
        try
        {
            return FoundTrades.Of(gap, await venues.Get(market.Market.Exchange).SearchTradesAsync(market.History(), gap, cancellationToken));
        }
        catch (Exception e) when (e is not (HttpRequestException or IOException) && !cancellationToken.IsCancellationRequested)
        {
            // A bug in an adapter: the symbol must not wait for an answer that never comes.
            RefillMetrics.Failures.Add(1, TagOf(market));
            RefillLog.Broken(logger, market.Market, gap.BeforeUnixMs, e);
            return FoundTrades.None;
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task DeliverAsync(string symbol, TrackedMarket market, Gap gap, FoundTrades found, CancellationToken cancellationToken)
    {
        var trades = new MarketTrades(market.Market, "refill", 0, found.Trades, found.Trades.Length);
        var batch = new TradeBatch(new[] { trades }, "refill", 0, clock.GetUtcNow().ToUnixTimeMilliseconds());
        for (var delay = FirstDelay; ; delay = TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, delay.Ticks * 2)))
        {
            try
            {
                await grains.GetGrain<ISymbolGrain>(symbol).RefillAsync(gap, new Immutable<TradeBatch>(batch), found.IsCovered, found.By, found.Unread).WaitAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (e is TimeoutException or OrleansException or IOException)
            {
                RefillMetrics.Failures.Add(1, TagOf(market));
                RefillLog.Failed(logger, market.Market, delay, e);
            }

            await Task.Delay(delay, clock, cancellationToken);
        }
    }

    private void Close(TrackedMarket market, Gap gap, FoundTrades found)
    {
        if (found.IsCovered)
        {
            RefillMetrics.Filled.Add(1, TagOf(market));
            RefillLog.Filled(logger, market.Market, gap.BeforeUnixMs, gap.Reason, found.By);
        }
        else
        {
            RefillMetrics.Left.Add(1, TagOf(market));
            RefillLog.Left(logger, market.Market, gap.BeforeUnixMs, gap.Reason, $"{found.By} reaches no further");
        }
    }

    private static KeyValuePair<string, object?> TagOf(TrackedMarket market) => new("exchange", market.Market.Exchange);
}
