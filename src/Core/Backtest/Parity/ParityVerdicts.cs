using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>Compares what became of a signal with what a back-test would make of it.</summary>
/// <param name="gate">The limits of a back-test.</param>
internal sealed class ParityVerdicts(EntryGate gate)
{
    /// <summary>How they differ; null when they do not.</summary>
    /// <param name="live">The signal that the service gave.</param>
    /// <param name="decision">The same of the replay.</param>
    /// <param name="next">The bar that a back-test fills at; null when there is none.</param>
    public ParityDifference? Compare(SignalRecord live, ReplayedDecision decision, SymbolBar? next)
    {
        var refused = next is { } bar && live.Signal.Action != SignalAction.Close ? gate.CheckFill(decision.Evaluation, bar.Open, bar.OpenUnixMs) : null;
        var isFilled = live.Outcome == SignalOutcome.Filled;
        if (next is null || isFilled == (refused is null))
        {
            return null;
        }

        var (given, words) = (live.Signal, ParityWords.Of(live.Signal));
        return isFilled
            ? new(given.BarCloseUnixMs, $"{words}, filled", $"{words}, refused", ParityReason.Fill, $"a back-test would not have filled it: {refused!.Reason}")
            : new(given.BarCloseUnixMs, $"{words}, {NameOf(live.Outcome)}", $"{words}, filled", ParityReason.Executor, live.Detail ?? WordsOf(live.Outcome));
    }

    /// <summary>A position that ended without an exit of ours.</summary>
    public static ParityDifference ClosedByOthers(SignalRecord entry) => new(
        entry.Result!.ExitUnixMs,
        $"{ParityWords.Of(entry.Signal)}, closed",
        "held on",
        ParityReason.ClosedByOthers,
        $"the account closed the position of {entry.Signal.Id} for a reason of its own: {entry.Result.ExitReason ?? "none is told"}");

    private static string NameOf(SignalOutcome outcome) => outcome.ToString().ToLowerInvariant();

    private static string WordsOf(SignalOutcome outcome) => outcome switch
    {
        SignalOutcome.Pending => "the executor has given no verdict yet",
        SignalOutcome.Unknown => "the account was asked, and gave no answer that can be trusted",
        _ => "the executor told no reason",
    };
}
