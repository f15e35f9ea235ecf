using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Validation;

namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>
/// Replays what the service has lived through: the strategy decides at every stored bar anew, with the position that the service held, within the limits of a back-test,
/// and every decision is compared with the one on record. One difference so never makes another. Runs once.
/// </summary>
public sealed class ParityReplay
{
    // Whether there is an entry does not depend on the money of the account.
    private const double AccountUsd = 10_000;
    private const string Nothing = "nothing";

    private readonly LivedTime _lived;
    private readonly ParityPlan _plan;
    private readonly SqueezeStrategy _strategy;
    private readonly EntryGate _gate;
    private readonly SignalValidator _limits = new(new(), StrategyProfile.Corrected, DateTimeOffset.UnixEpoch);
    private readonly Queue<Signal> _given;
    private readonly ILookup<long, SignalRecord> _live;
    private readonly LivePositions _positions;
    private readonly FlowTrack _flow;
    private readonly ParityVerdicts _verdicts;
    private readonly ParityReasons _reasons;
    private readonly List<ParityDifference> _differences = [];
    private int _bars;
    private int _notRunning;
    private int _signals;

    private ParityReplay(LivedTime lived, ParityPlan plan)
    {
        (_lived, _plan) = (lived, plan);
        _strategy = new(lived.Symbol, plan.Strategy);
        _gate = new(plan.Limits, plan.Strategy, KnownGap.Join(lived.Gaps.Where(gap => gap.FilledBy is null).Select(gap => new KnownGap(gap.BeforeUnixMs, gap.AfterUnixMs))));
        _given = new(lived.Signals.Where(IsCounted).Select(record => record.Signal));
        _live = lived.Signals.Where(record => record.Signal.Source is null).ToLookup(record => record.Signal.BarCloseUnixMs);
        _positions = new(lived.Signals);
        _flow = new(lived, plan.Strategy);
        _verdicts = new(_gate);
        _reasons = new(lived, plan, _flow);
    }

    /// <summary>Replays one symbol.</summary>
    /// <param name="lived">What is on record.</param>
    /// <param name="plan">What is compared.</param>
    public static ParityReport Run(LivedTime lived, ParityPlan plan)
    {
        ArgumentNullException.ThrowIfNull(lived);
        ArgumentNullException.ThrowIfNull(plan);
        return new ParityReplay(lived, plan).Run();
    }

    private ParityReport Run()
    {
        for (var i = 0; i < _lived.Bars.Count; i++)
        {
            var bar = _lived.Bars[i];
            var close = _plan.Strategy.Timeframe.Close(bar.OpenUnixMs);
            _gate.Read(bar.OpenUnixMs);
            _strategy.Push(bar);
            Remember(close);
            if (bar.OpenUnixMs >= _plan.FromUnixMs && close <= _plan.ToUnixMs && close <= _lived.Last.EvaluatedUnixMs)
            {
                Compare(bar, close, i + 1 < _lived.Bars.Count ? _lived.Bars[i + 1] : null);
            }
        }

        foreach (var entry in _positions.ClosedByOthers(_plan.FromUnixMs, _plan.ToUnixMs))
        {
            _differences.Add(ParityVerdicts.ClosedByOthers(entry));
        }

        return new(
            _lived.Symbol, _bars, _notRunning, _signals,
            _lived.Signals.Count(record => record.Signal.Source is not null && record.Signal.BarCloseUnixMs > _plan.FromUnixMs && record.Signal.BarCloseUnixMs <= _plan.ToUnixMs),
            [.. _differences.OrderBy(difference => difference.BarCloseUnixMs)]);
    }

    // The service holds back the same entry of a coin for a while, and many in an hour.
    private void Remember(long closeUnixMs)
    {
        while (_given.TryPeek(out var signal) && signal.BarCloseUnixMs <= closeUnixMs)
        {
            _limits.Check(_given.Dequeue(), DateTimeOffset.FromUnixTimeMilliseconds(signal.BarCloseUnixMs));
        }
    }

    private void Compare(in SymbolBar bar, long close, SymbolBar? next)
    {
        var live = _live[close].ToList();
        if (live.Count == 0 && !_lived.WasRunning(bar.OpenUnixMs, close))
        {
            _notRunning++;
            return;
        }

        _bars++;
        _signals += live.Count;
        var decided = Decide(close);
        foreach (var decision in decided)
        {
            var match = live.Find(record => record.Signal.Action == decision.Signal.Action && record.Signal.PositionId == decision.Signal.PositionId);
            if (match is not null)
            {
                live.Remove(match);
                Compare(match, decision, next);
            }
            else if (decision.Veto is null && next is not null)
            {
                CompareWithNone(decision, live, close);
            }
        }

        foreach (var record in live)
        {
            Add(close, ParityWords.Of(record.Signal), Nothing, _reasons.Of(close, record.Signal, null));
        }
    }

    private List<ReplayedDecision> Decide(long close)
    {
        List<SignalRecord> held = [.. _positions.At(close)];
        return held.Count == 0
            ? [.. Decision(_strategy.Evaluate(new(AccountUsd)), null)]
            : [.. held.Select(PositionOf).SelectMany(position => Decision(_strategy.Evaluate(new(AccountUsd, position)), position))];
    }

    private ReplayedDecision[] Decision(in Evaluation evaluation, OpenPosition? position) =>
        SignalFactory.Create(_lived.Symbol, evaluation, position) is { } signal
            ? [new(signal, evaluation, position is null ? _gate.CheckDecision(evaluation) : null)]
            : [];

    private OpenPosition PositionOf(SignalRecord entry)
    {
        var signal = entry.Signal;
        var level = _flow.At(signal);
        return new()
        {
            PositionId = signal.Id,
            Side = signal.Action == SignalAction.Long ? PositionSide.Long : PositionSide.Short,
            Quantity = 1,
            EntryPrice = entry.FillPrice ?? signal.EntryPrice,
            SpotCvdAtEntry = level?.Spot,
            PerpCvdAtEntry = level?.Perp,
            ResetLow = signal.ResetLow,
            ResetHigh = signal.ResetHigh,
        };
    }

    private void Compare(SignalRecord live, ReplayedDecision decision, SymbolBar? next)
    {
        var (given, own) = (live.Signal, decision.Signal);
        if (decision.Veto is not null || !ParityWords.IsSame(given, own))
        {
            var replay = decision.Veto is null ? ParityWords.Of(own) : Nothing;
            Add(given.BarCloseUnixMs, ParityWords.Of(given), replay, _reasons.Of(given.BarCloseUnixMs, given, decision.Veto));
        }
        else if (_verdicts.Compare(live, decision, next) is { } difference)
        {
            _differences.Add(difference);
        }
    }

    // Live may have entered to the other side instead.
    private void CompareWithNone(ReplayedDecision decision, List<SignalRecord> live, long close)
    {
        var own = decision.Signal;
        if (own.PositionId is { } held && _positions.ExitBefore(held, close) is { } exit)
        {
            Add(close, Nothing, ParityWords.Of(own), (ParityReason.ExitUnderWay, $"exit {exit.Id} of the position was on its way"));
        }
        else if (own.PositionId is null && live.Find(record => record.Signal.PositionId is null) is { } other)
        {
            live.Remove(other);
            Add(close, ParityWords.Of(other.Signal), ParityWords.Of(own), _reasons.Of(close, other.Signal, null));
        }
        else if (own.Action == SignalAction.Close || _limits.Check(own, DateTimeOffset.FromUnixTimeMilliseconds(close)).IsValid)
        {
            Add(close, Nothing, ParityWords.Of(own), _reasons.Of(close, null, null));
        }
    }

    private void Add(long close, string live, string replay, (ParityReason Reason, string Words) why) => _differences.Add(new(close, live, replay, why.Reason, why.Words));

    private static bool IsCounted(SignalRecord record) => record.Signal.Source is null || record.Outcome != SignalOutcome.Rejected;
}

/// <summary>What the replay decides at a bar.</summary>
/// <param name="Signal">The signal that it would give.</param>
/// <param name="Evaluation">What it rests on.</param>
/// <param name="Veto">What keeps it from an entry; null when nothing does.</param>
internal sealed record ReplayedDecision(Signal Signal, Evaluation Evaluation, RefusedOrder? Veto);
