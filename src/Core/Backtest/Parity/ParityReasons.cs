using System.Globalization;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>Finds in what is on record why a replay decides otherwise than the service did.</summary>
internal sealed class ParityReasons(LivedTime lived, ParityPlan plan, FlowTrack flow)
{
    private const double Rounding = 1e-9;

    private readonly string _hash = ParameterHash.Of(plan.Strategy.Parameters);
    private readonly List<(Signal Signal, double Close)> _changed = ChangedPrices(lived, plan);

    /// <summary>Why a decision differs.</summary>
    /// <param name="closeUnixMs">Close of the bar.</param>
    /// <param name="live">What the service gave; null for nothing.</param>
    /// <param name="veto">What keeps the replay from the entry; null when nothing does.</param>
    public (ParityReason Reason, string Words) Of(long closeUnixMs, Signal? live, RefusedOrder? veto) =>
        Parameters(closeUnixMs, live)
        ?? Price(closeUnixMs)
        ?? Seen(veto)
        ?? Flow(closeUnixMs)
        ?? Filled(closeUnixMs)
        ?? (live is null ? WarmingUp(closeUnixMs) : null)
        ?? (ParityReason.Unexplained, "nothing on record explains it: parameters, bars, flow and gaps are those of the replay");

    private (ParityReason, string)? Parameters(long closeUnixMs, Signal? live)
    {
        var near = live ?? lived.Signals.Select(record => record.Signal).Where(signal => signal.ParametersHash is not null).MinBy(signal => Math.Abs(signal.BarCloseUnixMs - closeUnixMs));
        return near?.ParametersHash is { } hash && hash != _hash
            ? (ParityReason.Parameters, $"the service decided by the parameters {ParameterHash.Short(hash)}, the replay by {ParameterHash.Short(_hash)}")
            : null;
    }

    private (ParityReason, string)? Price(long closeUnixMs)
    {
        var from = WindowBegin(closeUnixMs);
        if (_changed.FindLast(changed => changed.Signal.BarCloseUnixMs <= closeUnixMs && changed.Signal.BarCloseUnixMs > from) is not ({ } signal, var close))
        {
            return null;
        }

        var bar = signal.BarCloseUnixMs == closeUnixMs ? "the bar" : $"the bar that closed {At(signal.BarCloseUnixMs)}";
        return (ParityReason.BarChanged, $"{bar} is another than the service decided by: it closed at {PriceText.Of(signal.EntryPrice)} then, and at {PriceText.Of(close) ?? "no price"} in the store");
    }

    private static (ParityReason, string)? Seen(RefusedOrder? veto) =>
        veto is null ? null : (ParityReason.GapSeen, $"{veto.Reason}, which the service did not miss then");

    private (ParityReason, string)? Flow(long closeUnixMs) =>
        flow.DriftIn(WindowBegin(closeUnixMs), closeUnixMs) is { } drift
            ? (ParityReason.BarChanged, $"bars between {At(drift.FromUnixMs)} and {At(drift.ToUnixMs)} are others than the service decided by: spot flow is {UsdText.Signed(drift.SpotUsd)} from then, perpetual flow {UsdText.Signed(drift.PerpUsd)}{FoundIn(drift.FromUnixMs, drift.ToUnixMs)}")
            : null;

    // What was missing for longer than allowed held entries back; with nothing to compare the flow with, any gap may have counted.
    private (ParityReason, string)? Filled(long closeUnixMs)
    {
        var from = WindowBegin(closeUnixMs);
        var filled = KnownGap.Join(lived.Gaps
            .Where(gap => gap.FilledBy is not null && gap.BeforeUnixMs < closeUnixMs && gap.AfterUnixMs > from)
            .Select(gap => new KnownGap(Math.Max(gap.BeforeUnixMs, from), Math.Min(gap.AfterUnixMs, closeUnixMs))));
        var missing = TimeSpan.FromTicks(filled.Sum(gap => gap.Length.Ticks));
        return filled.Count > 0 && (missing > plan.Limits.GapTolerance || !flow.IsKnownBefore(closeUnixMs))
            ? (ParityReason.GapFilled, string.Create(CultureInfo.InvariantCulture, $"trades of {missing.TotalMinutes:0.#} min of the window were missing after they had happened, and have been found since{FoundIn(from, closeUnixMs)}"))
            : null;
    }

    private (ParityReason, string)? WarmingUp(long closeUnixMs)
    {
        if (lived.Runs.Count == 0)
        {
            return null;
        }

        // What came before may have been imported later: what the service had counted tells whether its window held it.
        var began = lived.Runs.Min(run => run.FromUnixMs);
        return closeUnixMs - began < plan.Strategy.MinDataPoints * plan.Strategy.Timeframe.Milliseconds && flow.IsCountedFrom(plan.Strategy.Timeframe.Floor(began))
            ? (ParityReason.WarmingUp, $"the service had counted since {At(began)} only, for less than the {plan.Strategy.MinDataPoints} bars that an evaluation needs")
            : null;
    }

    private string FoundIn(long fromUnixMs, long toUnixMs)
    {
        var found = lived.Gaps.Where(gap => gap.FilledBy is not null && gap.BeforeUnixMs < toUnixMs && gap.AfterUnixMs > fromUnixMs).ToList();
        return found.Count == 0 ? string.Empty : $" (gap of {found[^1].Market} from {At(found[^1].BeforeUnixMs)}, filled by {found[^1].FilledBy}{(found.Count > 1 ? $", and {found.Count - 1} more" : string.Empty)})";
    }

    // The price of a signal is the close of its bar as it was then.
    private static List<(Signal Signal, double Close)> ChangedPrices(LivedTime lived, ParityPlan plan)
    {
        var closes = lived.Bars.ToDictionary(bar => plan.Strategy.Timeframe.Close(bar.OpenUnixMs), bar => bar.Close);
        return
        [
            .. lived.Signals.Select(record => record.Signal)
                .Where(signal => signal.Source is null && closes.TryGetValue(signal.BarCloseUnixMs, out var close) && !(Math.Abs(close - signal.EntryPrice) <= Rounding * signal.EntryPrice))
                .Select(signal => (signal, closes[signal.BarCloseUnixMs])),
        ];
    }

    private long WindowBegin(long closeUnixMs) => closeUnixMs - (plan.Strategy.WindowBars * plan.Strategy.Timeframe.Milliseconds);

    private static string At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
