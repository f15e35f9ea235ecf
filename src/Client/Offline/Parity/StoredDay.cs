using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Backtest.Parity;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Client.Offline.Parity;

/// <summary>Reads from a store what a service has lived through on a day, symbol by symbol.</summary>
/// <param name="store">The store.</param>
/// <param name="plan">What is to be compared.</param>
internal sealed class StoredDay(StoreFolder store, ParityPlan plan)
{
    private readonly ILookup<string, MarketId> _markets = store.ReadMarkets().Where(market => QuoteCurrency.IsUsdLike(QuoteCurrency.Of(market))).ToLookup(market => BaseCoin.Of(market));

    private Timeframe Timeframe => plan.Strategy.Timeframe;

    /// <summary>What is on record of every symbol that was evaluated, or of one.</summary>
    /// <param name="symbol">The symbol; null for all.</param>
    /// <exception cref="DataFormatException">The store does not know it, or no bar of that day was evaluated.</exception>
    public IReadOnlyList<LivedTime> Read(string? symbol)
    {
        string[] known = [.. _markets.Select(markets => markets.Key).Order(StringComparer.Ordinal)];
        if (symbol is not null && !known.Contains(symbol))
        {
            throw new DataFormatException($"--symbol: '{symbol}' is not in the store: {(known.Length == 0 ? "it is empty" : $"give one of {string.Join(", ", known)}")}");
        }

        LivedTime[] lived = [.. (symbol is null ? known : [symbol]).Select(ReadOne).Where(WasEvaluated)];
        return lived.Length > 0 ? lived : throw new DataFormatException(NoDay(symbol is null ? known : [symbol]));
    }

    /// <summary>Compares what shadows have traded of a symbol, so far and whatever the day, with back-tests over the stored bars.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="shadows">The shadows.</param>
    /// <param name="feeRate">What a fill on paper costs, as a share of its notional.</param>
    public IEnumerable<ShadowMatch> Compare(string symbol, IReadOnlyList<ShadowSpec> shadows, double feeRate)
    {
        var books = store.ReadShadows(symbol);
        if (books.Count == 0)
        {
            return [];
        }

        var from = Timeframe.Back(books.Values.Min(kept => kept.SinceUnixMs), plan.Strategy.WindowBars);
        var to = books.Values.Max(kept => kept.ThroughUnixMs);
        var options = new BacktestOptions { Symbol = symbol, FeeRate = feeRate, Strategy = plan.Strategy, EntryLimits = plan.Limits, KnownGaps = GapsOf(symbol, from, to) };
        var bars = BarsOf(Listened(symbol, from, to), from, to);
        return shadows.Where(shadow => books.ContainsKey(shadow.Name)).Select(shadow => ShadowReplay.Compare(shadow, books[shadow.Name], options, bars));
    }

    // A market that was only imported took no part in what the service decided.
    private LivedTime ReadOne(string symbol)
    {
        var (signals, from, to) = (store.ReadSignals(symbol), WindowBegin(), Timeframe.Close(plan.ToUnixMs));
        foreach (var entry in signals.Where(WasHeldAtBegin))
        {
            from = Math.Min(from, Timeframe.Floor(entry.Signal.BarCloseUnixMs - 1));
        }

        var listened = Listened(symbol, from, to);
        return new()
        {
            Symbol = symbol,
            Bars = BarsOf(listened, from, to),
            Signals = signals,
            Last = store.ReadLastEvaluation(symbol),
            Gaps = [.. listened.SelectMany(market => store.ReadGaps(market.Market, from, to))],
            Runs = [.. listened.SelectMany(market => market.Runs)],
        };
    }

    private List<(MarketId Market, IReadOnlyList<LedgerRun> Runs)> Listened(string symbol, long from, long to) =>
        [.. _markets[symbol].Select(market => (Market: market, Runs: store.ReadLedger(market, from, to))).Where(market => market.Runs.Count > 0)];

    private IReadOnlyList<SymbolBar> BarsOf(List<(MarketId Market, IReadOnlyList<LedgerRun> Runs)> listened, long from, long to) =>
        SymbolBars.Merge(listened.Select(market => (Followed(market.Market), store.ReadBars(market.Market, Timeframe, from, to))));

    private IReadOnlyList<KnownGap> GapsOf(string symbol, long from, long to) => KnownGap.Join(
        _markets[symbol].SelectMany(market => store.ReadGaps(market, from, to)).Where(gap => gap.FilledBy is null).Select(gap => new KnownGap(gap.BeforeUnixMs, gap.AfterUnixMs)));

    private bool WasEvaluated(LivedTime lived) =>
        lived.Last.EvaluatedUnixMs > plan.FromUnixMs
        && lived.Runs.Any(run => run.FromUnixMs < plan.ToUnixMs && run.ToUnixMs > plan.FromUnixMs)
        && lived.Bars.Any(bar => bar.OpenUnixMs >= plan.FromUnixMs && bar.OpenUnixMs < plan.ToUnixMs);

    private bool WasHeldAtBegin(SignalRecord record) =>
        record.Outcome == SignalOutcome.Filled && record.Signal.Action != SignalAction.Close && record.Signal.BarCloseUnixMs <= plan.FromUnixMs
        && !(record.Result?.ExitUnixMs <= plan.FromUnixMs);

    private long WindowBegin() => Timeframe.Back(plan.FromUnixMs, plan.Strategy.WindowBars);

    private FollowedMarket Followed(MarketId market) => FollowedMarket.Of(
        new Instrument(market, MarketClassifier.Classify(market), ContractKind.Linear, BaseCoin.Of(market), QuoteCurrency.Of(market), 1, IsTrading: true), ProofKind.Connection, Timeframe);

    private string NoDay(string[] symbols)
    {
        var runs = symbols.SelectMany(symbol => _markets[symbol]).SelectMany(market => store.ReadLedger(market, 0, long.MaxValue)).ToList();
        var last = symbols.Length == 0 ? 0 : symbols.Max(symbol => store.ReadLastEvaluation(symbol).EvaluatedUnixMs);
        var what = $"--day: no bar of '{Figures.Time(plan.FromUnixMs)[..10]}' was evaluated by the service that wrote this store";
        if (runs.Count == 0 || last == 0)
        {
            return $"{what}, nor any other: give the data folder of a service that has decided";
        }

        var (first, end) = (Figures.Time(runs.Min(run => run.FromUnixMs))[..10], Figures.Time(last - 1)[..10]);
        return first == end ? $"{what}: give {first}" : $"{what}: give a day from {first} to {end}";
    }
}
