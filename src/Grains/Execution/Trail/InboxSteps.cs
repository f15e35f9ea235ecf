using System.Globalization;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Signals.Trail;

namespace SqueezeFlow.Grains.Execution.Trail;

/// <summary>What a change in the inbox was, as steps of its signal.</summary>
internal sealed class InboxSteps(SignalNotes notes, VerdictSteps verdicts)
{
    /// <summary>The steps from one state of a signal to the next.</summary>
    /// <param name="before">What it was; null when it is new.</param>
    /// <param name="after">What it is.</param>
    /// <param name="tries">How often it was tried.</param>
    public IEnumerable<SignalStep> Of(InboxEntry? before, InboxEntry after, Tries tries)
    {
        var progress = before?.State == after.State ? [] : after.IsFinal ? VerdictOf(before, after, tries) : ProgressOf(before, after, tries);
        foreach (var step in progress)
        {
            yield return step;
        }

        if (after is { IsFinal: false, OutstandingSince: not null } && before?.OutstandingSince is null)
        {
            yield return Step(after, StepKind.Outstanding, "it is tried until the position is gone");
        }

        if (after.EndedAt is not null && before?.EndedAt is null)
        {
            yield return verdicts.EndOf(after);
        }
        else if (before is { State: IntentState.Filled } && after.EndedAt is null && (before.EndedAt is not null || before.TradeId != after.TradeId))
        {
            var words = $"the account shows its position, as {after.TradeId}; it was known as {before.TradeId ?? ExecutorLog.NoTrade}";
            yield return notes.Step(after.Signal.Id, notes.Now, after.Signal.BarCloseUnixMs, StepKind.FoundAgain, words) with { TradeId = after.TradeId };
        }
    }

    private IEnumerable<SignalStep> ProgressOf(InboxEntry? before, InboxEntry after, Tries tries) => after.State switch
    {
        IntentState.Received when before is null => Taken(after),
        IntentState.Received when before.State == IntentState.Sent => tries.TellsAnswer(after.Detail) ? [Postponed(after)] : [],
        IntentState.Received => tries.IsTold ? [LookedUp(after, tries.LookUps)] : [],
        IntentState.Sent => tries.Begin() ? [Step(after, StepKind.Intent, $"call {after.Attempts}") with { Figures = OrderNotes.One(StepFigures.Call, after.Attempts) }] : [],
        IntentState.Unknown => tries.TellsAnswer(after.Detail) ? [Step(after, StepKind.AnswerLost, $"{after.Detail}; it is looked for by its tag")] : [],
        _ => [Step(after, StepKind.Accepted, $"the account has position {after.TradeId}, not {(after.IsEntry ? "filled" : "closed")} yet") with { TradeId = after.TradeId }],
    };

    private IEnumerable<SignalStep> Taken(InboxEntry entry)
    {
        yield return Step(entry, StepKind.Received, "kept in the inbox");
        if (entry is { IsEntry: false, Signal: { PositionId: { } tag } exit })
        {
            yield return Step(entry, StepKind.ExitGiven, $"{exit.Id}: {exit.Reasoning}") with { SignalId = tag, OtherId = exit.Id };
        }
    }

    private IEnumerable<SignalStep> VerdictOf(InboxEntry? before, InboxEntry after, Tries tries)
    {
        if (before is { IsFinal: true } && after.State == IntentState.Filled)
        {
            yield return Step(after, StepKind.Orphaned, $"its position {after.TradeId} came although it had been booked as {before.InWords}") with { TradeId = after.TradeId };
        }

        var isFound = before?.State == IntentState.Unknown && after.State == IntentState.Filled && tries.LookUps > 0;
        var verdict = verdicts.Of(after, isFound ? $", found by its tag ({OrderNotes.Times(tries.LookUps, "look-up")})" : "");
        yield return tries.LookUps == 0 ? verdict : verdict with { Figures = new Dictionary<string, double>(verdict.Figures) { [StepFigures.LookUps] = tries.LookUps } };
    }

    private SignalStep Postponed(InboxEntry entry)
    {
        var seconds = (entry.DueAt - entry.UpdatedAt)?.TotalSeconds ?? 0;
        var step = Step(entry, StepKind.Postponed, string.Create(CultureInfo.InvariantCulture, $"{entry.Detail}; it is made again in {seconds:0.#} s"));
        return step with { Figures = OrderNotes.One(StepFigures.WaitSeconds, seconds) };
    }

    private SignalStep LookedUp(InboxEntry entry, int lookUps)
    {
        var times = OrderNotes.Times(lookUps, "look-up");
        var words = entry.IsEntry ? $"the account shows no such order ({times}); it is made again" : $"its position is still open ({times}); the exit is ordered again";
        return Step(entry, StepKind.LookedUp, words) with { Figures = OrderNotes.One(StepFigures.LookUps, lookUps) };
    }

    private SignalStep Step(InboxEntry entry, StepKind kind, string words) => notes.Step(entry.Signal.Id, entry.UpdatedAt, entry.Signal.BarCloseUnixMs, kind, words);
}
