using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Grains.Signals.Trail;

namespace SqueezeFlow.Grains.Execution.Trail;

/// <summary>
/// Verdicts and ends of signals as steps of their lives. Kind and time come from the inbox alone, so that after a restart the same step can be told
/// again and is known to be the same.
/// </summary>
internal sealed class VerdictSteps(SignalNotes notes)
{
    private const string NoPrice = "an unknown price";

    /// <summary>The verdict on a signal.</summary>
    /// <param name="entry">The signal, which has one.</param>
    /// <param name="how">What is to be said besides of a position that was found.</param>
    public SignalStep Of(InboxEntry entry, string how = "")
    {
        var (kind, words) = entry.State switch
        {
            IntentState.Filled => (StepKind.Filled, $"position {entry.TradeId} is {(entry.IsEntry ? "open" : "closed")} at {PriceOf(entry)}{how}"),
            IntentState.Expired => (StepKind.Expired, entry.Detail ?? "too old"),
            IntentState.NotOpened => (StepKind.NotOpened, entry.Detail ?? "the account shows no such order"),
            _ => (StepKind.Refused, entry.Detail ?? "no reason is told"),
        };
        return notes.Step(entry.Signal.Id, entry.UpdatedAt, entry.Signal.BarCloseUnixMs, kind, words) with
        {
            Rule = entry.Refusal?.Rule,
            TradeId = entry.TradeId,
            Figures = FiguresOf(entry),
        };
    }

    /// <summary>The end of the position of a signal.</summary>
    public SignalStep EndOf(InboxEntry entry)
    {
        var (kind, words) = entry.EndReason == InboxEntry.Vanished
            ? (StepKind.Vanished, $"position {entry.TradeId} is neither open nor among the latest closed ones of the account")
            : (StepKind.Closed, $"position {entry.TradeId} was closed: {entry.EndReason ?? "no reason is told"}");
        return notes.Step(entry.Signal.Id, entry.EndedAt!.Value, entry.Signal.BarCloseUnixMs, kind, words) with
        {
            TradeId = entry.TradeId,
            OtherId = entry.EndReason is { } reason && OwnTags.IsSignal(reason) ? reason : null,
        };
    }

    /// <summary>What the inbox knows of the past of a signal.</summary>
    public IEnumerable<SignalStep> PastOf(InboxEntry entry)
    {
        if (entry.GivenAt is { } given)
        {
            yield return notes.GivenStep(entry.Signal, given);
        }

        if (entry.IsFinal)
        {
            yield return Of(entry);
        }

        if (entry.EndedAt is not null)
        {
            yield return EndOf(entry);
        }
    }

    private static Dictionary<string, double> FiguresOf(InboxEntry entry)
    {
        var figures = new Dictionary<string, double> { [StepFigures.Call] = entry.Attempts };
        Add(StepFigures.Price, entry.Price);
        Add(StepFigures.LatencySeconds, entry.LatencySeconds());
        Add(StepFigures.Found, entry.Refusal?.Found);
        Add(StepFigures.Allowed, entry.Refusal?.Allowed);
        return figures;

        void Add(string name, double? value)
        {
            if (value is { } known)
            {
                figures[name] = known;
            }
        }
    }

    private static string PriceOf(InboxEntry entry) => entry.Price is { } price ? PriceText.Of(price) ?? NoPrice : NoPrice;
}
