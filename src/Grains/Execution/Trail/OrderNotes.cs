using System.Collections.Concurrent;
using System.Globalization;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Grains.Signals.Trail;

namespace SqueezeFlow.Grains.Execution.Trail;

/// <summary>Notes what the executor does with signals, as steps of their lives. Never waits, and never fails.</summary>
internal sealed class OrderNotes
{
    private readonly SignalNotes _notes;
    private readonly VerdictSteps _verdicts;
    private readonly InboxSteps _steps;
    private readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    public OrderNotes(SignalNotes notes)
    {
        _notes = notes;
        _verdicts = new(notes);
        _steps = new(notes, _verdicts);
    }

    /// <summary>Wall time at which a signal was given; now, when that is not known.</summary>
    public DateTimeOffset TakeGivenAt(string signalId) => _notes.TakeGivenAt(signalId);

    /// <summary>A signal has taken a step in the inbox.</summary>
    /// <param name="before">What it was; null when it is new.</param>
    /// <param name="after">What it is.</param>
    public void Kept(InboxEntry? before, InboxEntry after)
    {
        foreach (var step in _steps.Of(before, after, TriesOf(after)))
        {
            _notes.Note(step);
        }

        Forget(after);
    }

    /// <summary>A step could not be kept on disk.</summary>
    public void NotKept(InboxEntry entry, string reason)
    {
        if (TriesOf(entry).FailToKeep() is { } count)
        {
            _notes.Note(Step(entry, StepKind.NotKept, $"the inbox could not be written ({Times(count)}): {reason}") with { Figures = One(StepFigures.Count, count) });
        }

        Forget(entry);
    }

    /// <summary>The account is about to be called for an entry.</summary>
    public void Calls(InboxEntry entry, EntryOrder order)
    {
        if (TriesOf(entry).IsTold)
        {
            var words = $"{entry.Signal.Action.ToString().ToUpperInvariant()} {order.BaseSymbol}, stake {UsdText.Exact(order.StakeUsd)}, leverage {order.Leverage}";
            _notes.Note(Step(entry, StepKind.Called, words) with
            {
                Figures = new Dictionary<string, double>
                {
                    [StepFigures.Call] = entry.Attempts,
                    [StepFigures.StakeUsd] = (double)order.StakeUsd,
                    [StepFigures.Leverage] = order.Leverage,
                },
            });
        }
    }

    /// <summary>The account is about to be called for an exit.</summary>
    public void Calls(InboxEntry entry, ExitOrder order)
    {
        if (TriesOf(entry).IsTold)
        {
            _notes.Note(Step(entry, StepKind.Called, $"close position {order.TradeId}") with { TradeId = order.TradeId, Figures = One(StepFigures.Call, entry.Attempts) });
        }
    }

    /// <summary>The account is about to be called for an exit that a person wants. Positions of others have no record.</summary>
    public void ClosesByHand(Position position)
    {
        if (OwnTags.IsOurs(position.Tag))
        {
            var step = _notes.Step(position.Tag, _notes.Now, position.OpenedUnixMs, StepKind.Called, $"close position {position.TradeId}, by hand");
            _notes.Note(step with { TradeId = position.TradeId });
        }
    }

    /// <summary>The account is asked for an order.</summary>
    public void Looks(InboxEntry entry) => TriesOf(entry).Look();

    /// <summary>A signal came that is on record.</summary>
    public void Repeats(InboxEntry known)
    {
        if (known.IsFinal || TriesOf(known).Repeat() is not { } count)
        {
            // The outbox asks for a verdict that did not reach it.
            return;
        }

        _notes.Note(Step(known, StepKind.Repeated, $"it came again ({Times(count)}) and is on record as {known.InWords}") with { Figures = One(StepFigures.Count, count) });
    }

    /// <summary>
    /// The service has been started and finds a signal in the inbox. Its last steps may have been lost with the process that took them: they are
    /// noted again, and those that are on record are not kept twice.
    /// </summary>
    public void Resumes(InboxEntry entry)
    {
        foreach (var step in _verdicts.PastOf(entry))
        {
            _notes.Recall(step);
        }

        if (!entry.IsFinal)
        {
            _notes.Note(Step(entry, StepKind.Resumed, $"the service was started anew: {StandOf(entry)}") with { Figures = One(StepFigures.Call, entry.Attempts) });
        }
    }

    /// <summary>A position of one of our signals is open whose entry is not on record.</summary>
    public void Adopts(Position position)
    {
        var words = $"its position {position.TradeId} is open, and the inbox does not know of it: it is watched like any other";
        _notes.Note(_notes.Step(position.Tag, _notes.Now, position.OpenedUnixMs, StepKind.Adopted, words) with { TradeId = position.TradeId });
    }

    /// <summary>What the position of a signal brought is known.</summary>
    public void Settles(Position position, SignalResult result)
    {
        var figures = new Dictionary<string, double> { [StepFigures.ProfitUsd] = result.ProfitUsd, [StepFigures.HoldingMinutes] = result.HoldingMinutes };
        var share = "";
        if (result.ProfitPercent is { } percent)
        {
            figures[StepFigures.ProfitPercent] = percent;
            share = string.Create(CultureInfo.InvariantCulture, $" ({percent:+0.00;-0.00;0.00} % of the stake)");
        }

        var words = $"{UsdText.Exact(position.ProfitUsd ?? 0)}{share} after {result.HoldingMinutes} min: {result.ExitReason ?? "no reason is told"}";
        _notes.Note(_notes.Step(result.SignalId, _notes.Now, result.ExitUnixMs, StepKind.Settled, words) with { TradeId = position.TradeId, Figures = figures });
    }

    /// <summary>One figure.</summary>
    public static Dictionary<string, double> One(string name, double value) => new() { [name] = value };

    /// <summary>So many times, in words.</summary>
    public static string Times(int count, string what = "time") => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string StandOf(InboxEntry entry) => entry.State switch
    {
        IntentState.Received => "it is acted on",
        IntentState.Accepted => "the account had taken the order, which is watched",
        _ => "a call may have left, so that it is looked for by its tag",
    };

    private SignalStep Step(InboxEntry entry, StepKind kind, string words) => _notes.Step(entry.Signal.Id, _notes.Now, entry.Signal.BarCloseUnixMs, kind, words);

    private Tries TriesOf(InboxEntry entry) => _tries.GetOrAdd(entry.Signal.Id, static _ => new());

    private void Forget(InboxEntry entry)
    {
        if (entry.IsFinal)
        {
            _tries.TryRemove(entry.Signal.Id, out _);
        }
    }
}
