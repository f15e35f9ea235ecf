using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;

namespace SqueezeFlow.Core.Tests.Flow;

/// <summary>What a market has handed out, as a store keeps it: a later row of the same key replaces the earlier.</summary>
internal sealed class StoredFlow
{
    private readonly SortedDictionary<(long Length, long Open), Bar> _bars = [];
    private readonly SortedDictionary<long, LedgerRun> _ledger = [];
    private readonly Dictionary<(long Id, long UnixMs), Gap> _gaps = [];

    /// <summary>A stored bar.</summary>
    public Bar this[Timeframe timeframe, long openUnixMs] => _bars[(timeframe.Milliseconds, openUnixMs)];

    /// <summary>Ledger rows in time order.</summary>
    public IReadOnlyList<LedgerRun> Ledger => [.. _ledger.Values];

    /// <summary>Gaps that are open.</summary>
    public IReadOnlyList<Gap> OpenGaps => [.. _gaps.Values.Where(g => g.FilledBy is null)];

    /// <summary>All gaps, filled ones too.</summary>
    public IReadOnlyList<Gap> Gaps => [.. _gaps.Values];

    /// <summary>Takes what changed.</summary>
    public void Take(MarketFlow flow)
    {
        var (bars, ledger, gaps) = flow.Collected();
        Take(bars, ledger, gaps);
    }

    /// <summary>Takes what changed, the open second too.</summary>
    public void TakeOpen(MarketFlow flow)
    {
        List<BarRow> bars = [];
        List<LedgerRun> ledger = [];
        List<Gap> gaps = [];
        List<BarRow> open = [];
        flow.Collect(bars, ledger, gaps, open);
        Take([.. bars, .. open], ledger, gaps);
    }

    /// <summary>A market that goes on after what is stored.</summary>
    public MarketFlow Restart()
    {
        var last = _ledger.Values.MaxBy(row => row.ToUnixMs)!;
        var seconds = Of(Timeframe.S1, 0);
        var minutes = BarFold.Fold([.. seconds.Where(bar => bar.OpenUnixMs < Timeframe.M1.Floor(last.ToUnixMs - 1))], Timeframe.S1, Timeframe.M1);
        var flow = Trades.Market();
        flow.Restore(seconds, [.. minutes], last with { LastId = _ledger.Values.Max(row => row.LastId) });
        flow.ReadBy("F/0", 2, 0);
        return flow;
    }

    private void Take(List<BarRow> bars, List<LedgerRun> ledger, List<Gap> gaps)
    {
        bars.ForEach(row => _bars[(row.Timeframe.Milliseconds, row.Bar.OpenUnixMs)] = row.Bar);
        ledger.ForEach(run => _ledger[run.FromUnixMs] = run);
        gaps.ForEach(gap => _gaps[(gap.BeforeId, gap.BeforeUnixMs)] = gap);
    }

    /// <summary>Gives stored bars back from a time on.</summary>
    public void Reopen(MarketFlow flow, long fromUnixMs) =>
        flow.Reopen(Of(Timeframe.S1, Timeframe.M1.Floor(fromUnixMs)), Of(Timeframe.M1, Timeframe.D1.Floor(fromUnixMs)), fromUnixMs);

    /// <summary>Bars of one length that open at a time or later.</summary>
    public IReadOnlyList<Bar> Of(Timeframe timeframe, long fromUnixMs) =>
        [.. _bars.Where(b => b.Key.Length == timeframe.Milliseconds && b.Key.Open >= fromUnixMs).Select(b => b.Value)];

    /// <summary>Whether rows say of a whole minute that nothing is missing.</summary>
    public bool IsComplete(long minuteUnixMs)
    {
        var end = minuteUnixMs + Timeframe.M1.Milliseconds;
        var at = minuteUnixMs;
        foreach (var run in _ledger.Values.Where(r => r.FromUnixMs < end && r.ToUnixMs > minuteUnixMs))
        {
            if (run.State != LedgerState.Complete)
            {
                return false;
            }

            at = run.FromUnixMs <= at ? Math.Max(at, run.ToUnixMs) : at;
        }

        return at >= end;
    }
}
