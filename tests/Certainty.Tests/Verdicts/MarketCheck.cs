using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Certainty.Tests.Venues;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;

namespace SqueezeFlow.Certainty.Tests.Verdicts;

/// <summary>One market's truth against what is stored of it, up to a time.</summary>
internal sealed class MarketCheck
{
    private readonly ModelMarket _market;
    private readonly long _startMs;
    private readonly long _endMs;
    private readonly ILookup<long, ModelTrade> _truth;
    private readonly Dictionary<long, Tally> _bars;
    private readonly Dictionary<long, Tally> _truthOfMinutes;
    private readonly Dictionary<long, Tally> _barsOfMinutes;
    private readonly Gap[] _open;
    private readonly IReadOnlyList<LedgerRun> _ledger;
    private readonly ModelStore _store;

    public MarketCheck(ModelWorld world, ModelMarket market, long endMs)
    {
        // Everything is stored in the venue's time.
        var skew = market.Trades.Count == 0 ? 0 : market.Trades[0].UnixMs - market.Trades[0].WallMs;
        (_market, _store, _startMs, _endMs) = (market, world.Store, world.StartMs, Timeframe.S1.Floor(endMs + skew));
        _bars = _store.Bars(market.Market, Timeframe.S1).Where(b => b.OpenUnixMs < _endMs).ToDictionary(b => b.OpenUnixMs, b => Tally.Of(b));

        // What was before the first trade that was seen, nobody claims to know.
        var first = _bars.Count == 0 ? long.MinValue : _bars.Keys.Min();
        _truth = market.Trades.Where(t => t.UnixMs >= first && t.UnixMs < _endMs).ToLookup(t => Timeframe.S1.Floor(t.UnixMs));
        _truthOfMinutes = ByMinute(_truth.Select(t => (t.Key, Tally.Of(t))));
        _barsOfMinutes = ByMinute(_bars.Select(b => (b.Key, b.Value)));
        _ledger = _store.Ledger(market.Market);
        _open = [.. _store.Gaps(market.Market).Where(g => g.FilledBy is null)];
        CompleteMinutes = [.. AllMinutes().Where(IsComplete)];
    }

    /// <summary>Minutes that are called complete, by their beginning.</summary>
    public IReadOnlyList<long> CompleteMinutes { get; }

    /// <summary>Whole minutes with trades.</summary>
    public int Minutes => AllMinutes().Count();

    public IEnumerable<Problem> Problems()
    {
        // The second in which watching began is known in part.
        foreach (var second in _truth.Select(t => t.Key).Union(_bars.Keys).Order().Skip(_bars.Count == 0 ? 0 : 1))
        {
            if (OfSecond(second) is { } problem)
            {
                yield return problem;
            }
        }

        foreach (var minute in CompleteMinutes)
        {
            var (truth, bars) = (_truthOfMinutes.GetValueOrDefault(minute), _barsOfMinutes.GetValueOrDefault(minute));
            if (!truth.Equals(bars))
            {
                yield return Say(ProblemKind.FalselyComplete, minute, $"the minute has {truth}; its bars have {bars}");
            }
        }

        foreach (var problem in Timeframe.Stored.Where(t => t == Timeframe.M1 || t == Timeframe.M5).SelectMany(Unequal))
        {
            yield return problem;
        }
    }

    /// <summary>The market's gaps in words.</summary>
    public IEnumerable<string> Gaps() => _store.Gaps(_market.Market).Select(g =>
        $"gap of {_market.Spec.Name} from {Second(g.BeforeUnixMs)} s ({g.BeforeId}) to {Second(g.AfterUnixMs)} s ({g.AfterId}), {g.Reason}, {g.FilledBy ?? "open"}");

    private Problem? OfSecond(long second)
    {
        var trades = _truth[second].ToArray();
        var missing = Tally.Of(trades) - _bars.GetValueOrDefault(second);
        if (missing.Equals(default) || IsInDoubt(second))
        {
            return null;
        }

        var excused = trades.Where(IsInGap).ToArray();
        var words = $"{Tally.Of(trades)} happened, the bar has {_bars.GetValueOrDefault(second)}, {excused.Length} of {trades.Length} lie in open gaps";
        if (!default(Tally).IsWithin(missing))
        {
            return Say(ProblemKind.CountedTwice, second, words);
        }

        return IsSumOfSome(excused, missing) ? null : Say(ProblemKind.Vanished, second, words);
    }

    private bool IsInGap(ModelTrade trade) => _open.Any(g => trade.UnixMs >= g.BeforeUnixMs && trade.UnixMs <= g.AfterUnixMs);

    // Counted with a size that may have been another: on record as such.
    private bool IsInDoubt(long second) => _open.Any(g => g.Reason == "size" && g.BeforeUnixMs < second + 1_000 && g.AfterUnixMs >= second);

    // Each trade of a second is worth twice the one before, so that hardly ever more than one choice is open.
    private static bool IsSumOfSome(ModelTrade[] trades, Tally wanted) =>
        IsSumOfSome([.. trades.OrderByDescending(t => t.Notional)], 0, wanted, Tally.Of(trades));

    private static bool IsSumOfSome(ModelTrade[] trades, int from, Tally wanted, Tally left)
    {
        if (wanted.Equals(default))
        {
            return true;
        }

        if (!wanted.IsWithin(left) || from == trades.Length)
        {
            return false;
        }

        var trade = Tally.Of(trades[from]);
        return (trade.IsWithin(wanted) && IsSumOfSome(trades, from + 1, wanted - trade, left - trade)) ||
            IsSumOfSome(trades, from + 1, wanted, left - trade);
    }

    private IEnumerable<long> AllMinutes() => _truthOfMinutes.Keys.Order().Skip(1).Where(m => m + Timeframe.M1.Milliseconds <= _endMs);

    private bool IsComplete(long minute)
    {
        var end = minute + Timeframe.M1.Milliseconds;
        var covered = minute;
        foreach (var row in _ledger.Where(r => r.FromUnixMs < end && r.ToUnixMs > minute))
        {
            if (row.State != LedgerState.Complete)
            {
                return false;
            }

            covered = row.FromUnixMs <= covered ? Math.Max(covered, row.ToUnixMs) : covered;
        }

        return covered >= end;
    }

    private IEnumerable<Problem> Unequal(Timeframe timeframe)
    {
        foreach (var bar in _store.Bars(_market.Market, timeframe).Where(b => b.OpenUnixMs + timeframe.Milliseconds <= _endMs))
        {
            var end = bar.OpenUnixMs + timeframe.Milliseconds;
            var seconds = _barsOfMinutes.Where(b => b.Key >= bar.OpenUnixMs && b.Key < end).Aggregate(default(Tally), (sum, b) => sum + b.Value);
            if (!seconds.Equals(Tally.Of(bar)))
            {
                yield return Say(ProblemKind.Unequal, bar.OpenUnixMs, $"the bar of {timeframe} has {Tally.Of(bar)}; its seconds have {seconds}");
            }
        }
    }

    private static Dictionary<long, Tally> ByMinute(IEnumerable<(long Second, Tally Tally)> seconds) => seconds
        .GroupBy(s => Timeframe.M1.Floor(s.Second))
        .ToDictionary(minute => minute.Key, minute => minute.Aggregate(default(Tally), (sum, s) => sum + s.Tally));

    private Problem Say(ProblemKind kind, long unixMs, string words) =>
        new(kind, $"{_market.Spec.Name} at {Second(unixMs)} s: {words}");

    private string Second(long unixMs) => $"{(unixMs - _startMs) / 1000.0:0.###}";
}
