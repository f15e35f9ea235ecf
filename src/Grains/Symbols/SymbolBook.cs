using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols.Sharing;
using SqueezeFlow.Grains.Symbols.Stored;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>A symbol's flow with its store: restores markets, hands bars to the writer. Runs on the grain's scheduler.</summary>
/// <param name="flow">The flow.</param>
/// <param name="stored">What is stored of its markets.</param>
/// <param name="writer">Takes what changes.</param>
/// <param name="filler">Searches for what is missing.</param>
/// <param name="handsOutOpen">
/// Whether seconds go to the writer while they are open too: what a process that is killed has lost is then what came after the last transaction, not a second
/// more.
/// </param>
/// <param name="owners">
/// Who may write which market, where several silos share one store; rows then tell which batches they contain, so that another silo goes on to the trade. Null where there is one
/// silo alone.
/// </param>
internal sealed class SymbolBook(SymbolFlow flow, StoredMarkets stored, BarWriter writer, GapFiller filler, bool handsOutOpen, IMarketOwners? owners = null)
{
    // How far apart the clocks of a venue and ours are taken to be at most.
    private const long ClockMs = 60_000;

    private readonly OrderedDictionary<MarketId, TrackedMarket> _markets = [];
    private readonly BatchPositions _batches = new();
    private readonly MarketReaders _readers = new();
    private readonly SharedMarkets _shared = new(owners);
    private readonly FeedGenerations _generations = new();
    private readonly BookRows _rows = new(handsOutOpen);
    private readonly GapSearches _searches = new(filler);
    private readonly OverdueTrades _overdue = new(filler);

    public SymbolFlow Flow => flow;

    /// <summary>The markets, each as it is known now.</summary>
    public IReadOnlyList<TrackedMarket> Markets => _markets.Values;

    /// <summary>Whether trades wait for bars that are in the store alone.</summary>
    public bool HasStrays => Any(static market => market.Strays > 0);

    /// <summary>Whether trades wait for those before them.</summary>
    public bool HasHeld => Any(static market => market.Held > 0);

    /// <summary>Whether what is missing is not told yet, since readers hand over once more what they keep.</summary>
    public bool IsSettling => Any(static market => market.Continued.IsSettling);

    /// <summary>Closed bars of the last <see cref="Collect"/>.</summary>
    public ReadOnlySpan<BarRow> ClosedBars => _rows.ClosedBars;

    /// <summary>Gaps of the last <see cref="Collect"/>.</summary>
    public IReadOnlyList<Gap> ChangedGaps => _rows.Gaps;

    public async Task TrackAsync(IReadOnlyList<TrackedMarket> markets, CancellationToken cancellationToken)
    {
        var whole = await _shared.TakeAsync(markets.Select(market => market.Market), cancellationToken);
        var come = new List<FollowedMarket>();
        foreach (var market in markets.DistinctBy(market => market.Market).Where(market => flow.Find(market.Market) is null))
        {
            come.Add(FollowedMarket.Of(market.Instrument, market.Proof, flow.Timeframe));
        }

        if (come.Count > 0)
        {
            _batches.Restore(await stored.RestoreAsync([.. come.Select(market => market.Flow)], _shared.AreShared, whole, cancellationToken));
            come.ForEach(flow.Follow);
        }

        foreach (var market in markets)
        {
            Learn(flow.Find(market.Market)!.Flow, market);
        }

        foreach (var gap in come.SelectMany(market => market.Flow.Unfilled.ToArray()).ToArray())
        {
            Follow(gap);
        }
    }

    /// <summary>Number of the last batch of a sender up to which everything is stored for all silos; -1 when nothing of it has come here.</summary>
    public long StoredThrough(string source) => _batches.StoredThrough(source, writer.StoredThrough);

    /// <summary>Forgets senders of which nothing was heard since the symbol came up, some minutes ago.</summary>
    public void ForgetSilentSenders() => _batches.ForgetSilent();

    /// <summary>A sender reads markets no longer: no bar waits for those that nobody else reads.</summary>
    public void Untrack(string source, IReadOnlyList<MarketId> markets) =>
        flow.Leave(!_shared.AreShared ? markets : _readers.End(source, markets, _batches.Present.ContainsKey));

    /// <summary>Gives the markets to whoever takes them, once everything is stored.</summary>
    public void GiveBack() => _shared.GiveBack(writer.WhenStored);

    /// <summary>Whether another silo has taken one of the markets: what is counted here is stored no more.</summary>
    public bool HasLost => _shared.HasLost;

    private void Learn(MarketFlow market, TrackedMarket known)
    {
        var former = _markets.GetValueOrDefault(known.Market)?.History();
        _markets[known.Market] = known;
        market.CanRefill = filler.Covers(known.Instrument);
        foreach (var (earlier, version) in known.History().Versions.Zip(known.History().Versions.Skip(1)))
        {
            // When exactly the venue changed it, nobody has said: trades in between may be worth something else, those that come later too. The
            // times are ours, those of trades the venue's.
            var isNew = former is null || !former.Versions.Contains(version);
            if (isNew && !version.Instrument.CountsLike(earlier.Instrument) && market.LatestStoredUnixMs is not null)
            {
                market.Doubt(version.DoubtFromUnixMs - ClockMs, version.FromUnixMs + ClockMs, "size");
            }
        }
    }

    /// <summary>Counts a batch; false when one of its markets is not tracked, or a batch before it is to come first: nothing was counted then.</summary>
    public bool TryIngest(TradeBatch batch)
    {
        foreach (var item in batch.Markets)
        {
            if (flow.Find(item.Market) is null)
            {
                return false;
            }
        }

        var verdict = _batches.Judge(batch);
        if (verdict == BatchVerdict.New)
        {
            Count(batch);
        }

        return verdict != BatchVerdict.Unconnected;
    }

    private void Count(TradeBatch batch)
    {
        var before = !_shared.AreShared ? null : _batches.Present;
        _batches.Take(batch);
        foreach (var item in batch.Markets)
        {
            var market = flow.Find(item.Market)!;
            if (before is not null)
            {
                market.Flow.Continued.Read(batch.Source, item.Trades);
                _readers.Note(batch.Source, item.Market);
            }

            if (before is not null && _batches.IsStored(batch, item.Market))
            {
                market.Flow.Continued.Remember(item.Trades);
            }
            else
            {
                Count(market, item);
                if (before is not null && market.Flow.Held > 0)
                {
                    _batches.Hold(item.Market, before);
                }
            }
        }

        if (before is not null)
        {
            NoteReturned(batch);
        }
    }

    private void NoteReturned(TradeBatch batch)
    {
        foreach (var market in flow.Markets)
        {
            if (market.Flow.Continued.AreAwaited && _batches.IsReturned(batch, market.Flow.Market))
            {
                market.Flow.Continued.Return(batch.Source);
            }
        }
    }

    /// <summary>
    /// Counts what a search has brought for a gap; nothing for a market that is not tracked any more. Bars that are in the store alone are read
    /// back before.
    /// </summary>
    /// <exception cref="IOException">They cannot be read: nothing was counted.</exception>
    public async Task RefillAsync(Gap gap, TradeBatch found, bool isCovered, string by, IReadOnlyList<UncountedTrade> unread, CancellationToken cancellationToken)
    {
        if (flow.Find(gap.Market) is { } market)
        {
            Trade[] trades = [.. found.Markets.SelectMany(m => m.Trades.ToArray())];
            if (market.Flow.ReopenFrom(gap, trades) is { } from)
            {
                await stored.ReopenAsync(market.Flow, from, cancellationToken);
            }

            flow.Refill(market, gap, trades, isCovered, by, unread);
        }
    }

    /// <summary>Counts trades that came so late that their bars are in the store alone. While that cannot be read they wait, and stay missing.</summary>
    public async Task CountStraysAsync(CancellationToken cancellationToken)
    {
        foreach (var market in flow.Markets)
        {
            try
            {
                if (market.Flow.StraysFrom is { } from)
                {
                    await stored.ReopenAsync(market.Flow, from, cancellationToken);
                    flow.CountStrays(market);
                }
            }
            catch (IOException)
            {
                RefillMetrics.Unread.Add(1, new KeyValuePair<string, object?>("exchange", market.Flow.Market.Exchange));
            }
        }
    }

    /// <summary>Counts trades that have waited too long for those before them, and gives up readers that do not come back.</summary>
    public void ReleaseOverdue(DateTimeOffset now)
    {
        foreach (var market in flow.Markets)
        {
            _overdue.Release(market.Flow, now);
        }
    }

    // Two sockets of one feed may overlap while it changes its owner. Trades with an id are told apart by it, whoever brings them; one without an id may be in
    // the newer generation or not, and neither can be shown: it is refused, and its time stays in doubt.
    private void Count(FollowedMarket market, MarketTrades item)
    {
        var latest = _generations.Latest(item.Market, item.FeedId, item.Epoch);
        if (item.Epoch == latest)
        {
            flow.Add(market, item);
            return;
        }

        var earlier = EarlierTrades.Of(item, latest);
        flow.Add(market, earlier.Identified);
        if (earlier.Unknown is { } unknown)
        {
            market.Flow.Doubt(unknown.FromUnixMs, unknown.ThroughUnixMs, "handover");
        }
    }

    /// <summary>Counting ends here: what waits for a gap and the open seconds go to the writer too.</summary>
    public void Leave()
    {
        foreach (var market in flow.Markets)
        {
            market.Flow.Leave();
        }

        Collect();
    }

    /// <summary>Hands everything that changed to the writer.</summary>
    public void Collect()
    {
        _rows.Collect(flow.Markets, _shared.AreShared ? _batches : null);
        _rows.HandTo(writer);
        if (_shared.AreShared && !HasHeld && !HasStrays)
        {
            _batches.NoteTransaction(writer.TakenThrough);
        }

        foreach (var gap in _rows.Gaps)
        {
            Follow(gap);
        }
    }

    private bool Any(Func<MarketFlow, bool> isSo)
    {
        foreach (var market in flow.Markets)
        {
            if (isSo(market.Flow))
            {
                return true;
            }
        }

        return false;
    }

    private void Follow(Gap gap) => _searches.Follow(flow.Symbol, flow.Find(gap.Market)?.Flow, _markets.GetValueOrDefault(gap.Market), gap);

    public IReadOnlyList<MarketView> Views() => flow.Markets.Select(ViewOf).ToArray();

    private MarketView ViewOf(FollowedMarket market)
    {
        var m = market.Flow;
        return new(
            m.Market.ToString(),
            flow.Symbol,
            market.Kind.ToString().ToUpperInvariant(),
            market == flow.Reference,
            m.FeedId.Length == 0 ? null : m.FeedId,
            m.Trades,
            m.BuyNotional,
            m.SellNotional,
            double.IsNaN(m.LatestPrice) ? null : m.LatestPrice,
            m.LatestUnixMs == long.MinValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(m.LatestUnixMs),
            m.Duplicates,
            m.Late,
            m.TooLate,
            m.OpenGaps,
            m.Missing);
    }
}
