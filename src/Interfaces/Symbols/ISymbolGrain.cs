using Orleans.Concurrency;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Interfaces.Symbols;

/// <summary>One base coin over all its markets: bars, volume delta, completeness, strategy, outbox. Key: the coin, e.g. <c>BTC</c>.</summary>
public interface ISymbolGrain : IGrainWithStringKey
{
    /// <summary>Makes sure the grain is active and that pending signals are on their way; called by supervisors.</summary>
    ValueTask EnsureAsync();

    /// <summary>Closes bars that wall time has left behind, sends pending signals again, tries again what has failed; called by the silo's clock when something is due.</summary>
    ValueTask TickAsync();

    /// <summary>Says which markets the symbol consists of, and what is known of them now. Repeating the same list changes nothing.</summary>
    ValueTask TrackAsync(IReadOnlyList<TrackedMarket> markets);

    /// <summary>
    /// Says that a sender reads these markets no longer: no bar waits from now on for those that no other sender reads. Answers like <see cref="IngestAsync"/>. A market whose
    /// trades come again takes part again.
    /// </summary>
    ValueTask<long> UntrackAsync(string source, IReadOnlyList<MarketId> markets);

    /// <summary>
    /// Counts trades, closes bars. Answers the time up to which strategy bars are closed, 0 before the first trade, -1 when a market is not tracked here: nothing was counted then. A repeated batch is counted once.
    /// </summary>
    ValueTask<long> IngestAsync(Immutable<TradeBatch> batch);

    /// <summary>Counts batches that a sender keeps, in order, and answers like <see cref="IngestAsync"/>; -1 when one of them was not counted: those before it were.</summary>
    ValueTask<long> IngestKeptAsync(Immutable<TradeBatch[]> batches);

    /// <summary>
    /// The number of the last batch of a sender up to which everything counted is stored for all silos; -1 when none of its batches came to this activation, which is then to be
    /// handed everything that the sender keeps.
    /// </summary>
    ValueTask<long> StoredThroughAsync(string source);

    /// <summary>Counts what a search over the venue's history has brought for a gap of one market.</summary>
    /// <param name="gap">What was searched for.</param>
    /// <param name="found">The trades of that market, in any order.</param>
    /// <param name="isCovered">Whether the venue's list holds everything of the gap.</param>
    /// <param name="by">The request, for the record.</param>
    /// <param name="unread">Prints of the list that are no countable trades: they stay missing.</param>
    /// <exception cref="IOException">Bars that they belong to could not be read back from the store: nothing was counted, the call may be repeated.</exception>
    Task RefillAsync(Gap gap, Immutable<TradeBatch> found, bool isCovered, string by, IReadOnlyList<UncountedTrade> unread);

    /// <summary>Evaluates all ready bars that close at or before <paramref name="barCloseUnixMs"/>, in order; answers the ids of the signals given.</summary>
    Task<IReadOnlyList<string>> EvaluateAsync(long barCloseUnixMs);

    /// <summary>Close of the earliest strategy bar that waits for its evaluation; 0 when none does.</summary>
    [AlwaysInterleave]
    ValueTask<long> NextReadyAsync();

    /// <summary>The markets have ended at <paramref name="endUnixMs"/>: closes every bar up to it. Answers like <see cref="IngestAsync"/>.</summary>
    ValueTask<long> CompleteAsync(long endUnixMs);

    /// <summary>
    /// Takes a signal from outside into the outbox, with the flow of this moment; returns once it is kept, as it was kept. One that is there already
    /// changes nothing.
    /// </summary>
    /// <exception cref="IOException">It could not be kept.</exception>
    [AlwaysInterleave]
    Task<Signal> TakeAsync(Signal signal);

    /// <summary>The executor has a final verdict: the signal leaves the outbox.</summary>
    Task AcknowledgeAsync(string signalId, SignalRecord verdict);

    /// <summary>First trade of the reference market at or after a market time, when there is one already.</summary>
    [AlwaysInterleave]
    ValueTask<PriceAnswer> FindPriceAsync(long unixMs);

    /// <summary>What is missing of its trades in a half-open stretch of market time, as far as is known now.</summary>
    [AlwaysInterleave]
    ValueTask<DataDoubt> GetDoubtAsync(long fromUnixMs, long toUnixMs);

    /// <summary>The symbol at a glance.</summary>
    [AlwaysInterleave]
    ValueTask<SymbolView> GetViewAsync();

    /// <summary>Each market of the symbol.</summary>
    [AlwaysInterleave]
    ValueTask<IReadOnlyList<MarketView>> GetMarketsAsync();

    /// <summary>Why the evaluation at a bar close ended as it did; the latest when <paramref name="barCloseUnixMs"/> is null, kept for 48 h; null when there was none.</summary>
    [AlwaysInterleave]
    ValueTask<Explanation?> ExplainAsync(long? barCloseUnixMs);

    /// <summary>Evaluations of the last 48 h whose score came near what an entry needs, oldest first.</summary>
    [AlwaysInterleave]
    ValueTask<IReadOnlyList<NearMiss>> GetNearMissesAsync();

    /// <summary>The shadows of the symbol; nothing without any.</summary>
    [AlwaysInterleave]
    ValueTask<IReadOnlyList<ShadowSymbolView>> GetShadowsAsync();

    /// <summary>Volume delta of each strategy bar in the window, the forming one last.</summary>
    [AlwaysInterleave]
    ValueTask<CvdView> GetCvdAsync();
}
