using System.Globalization;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Client.Commands.Symbols;

/// <summary>The life of a signal, as people read it.</summary>
internal static class LifeTable
{
    /// <summary>Writes it: what it was, what became of it, every step, the decision behind it.</summary>
    public static void Write(Terminal terminal, SignalLife life)
    {
        foreach (var line in HeadOf(life))
        {
            terminal.WriteLine(line);
        }

        terminal.WriteLine();
        var sheet = new Sheet("market time", Column.Word("wall time", 2), Column.Figure("after", 1), "step", Column.Prose("what"));
        foreach (var step in life.Steps)
        {
            sheet.Add(
                Figures.Time(step.MarketTime),
                Figures.Time(step.At),
                step.AfterSeconds is { } seconds ? Figures.Span(TimeSpan.FromSeconds(seconds)) : Figures.None,
                new Cell(NameOf(step.Kind), ToneOf(step.Kind)),
                step.Rule is { } rule ? $"{step.Words} (rule: {rule})" : step.Words);
        }

        sheet.Write(terminal, "none of its steps is on record");
        terminal.WriteLine();
        if (life.Decision is { } decision)
        {
            DecisionTable.Write(terminal, decision);
        }
        else
        {
            terminal.WriteLine("the evaluation behind it is kept no longer");
        }
    }

    private static IEnumerable<string> HeadOf(SignalLife life)
    {
        if (life.Signal is not { Signal: var signal } record)
        {
            yield return $"{life.Id}: the signal itself is not on record";
            yield break;
        }

        yield return $"{life.Id}: {OutcomeOf(record)}{(life.LatencySeconds is { } seconds ? $", {Figures.Span(TimeSpan.FromSeconds(seconds))} from the signal" : "")}";
        var isEntry = signal.Action != SignalAction.Close;
        var size = isEntry ? string.Create(CultureInfo.InvariantCulture, $", score {Figures.Score(signal.Score)}, size {signal.PositionSizeFactor:0.0#}x, leverage {signal.Leverage}x") : "";
        yield return $"{signal.Action.ToString().ToUpperInvariant()} {signal.BaseSymbol} at {Figures.Price(signal.EntryPrice)}, bar closed {Figures.Time(signal.BarCloseUnixMs)} UTC{size}";
        yield return $"why: {signal.Reasoning}";
        if (signal.ParametersHash is { } hash)
        {
            yield return $"parameters: {ParameterHash.Short(hash)}";
        }

        if (EndOf(isEntry ? record : life.Entry) is { } end)
        {
            yield return end;
        }

        if (life.Exit is { } exit)
        {
            yield return $"exit {exit.Signal.Id}: {OutcomeOf(exit)}: {exit.Signal.Reasoning}";
        }
        else if (life.Entry is { } entry)
        {
            yield return $"entry {entry.Signal.Id}: {entry.Signal.Action.ToString().ToUpperInvariant()} {OutcomeOf(entry)}: {entry.Signal.Reasoning}";
        }
    }

    private static string? EndOf(SignalRecord? entry) => entry?.Result is not { } result ? null
        : $"position closed {Figures.Time(result.ExitUnixMs)} UTC at {Figures.Price(result.ExitPrice)} after {Figures.Count(result.HoldingMinutes)} min: " +
            $"{Figures.Money((decimal)result.ProfitUsd)} ({Figures.Percent(result.ProfitPercent)} of the stake), {result.ExitReason ?? "no reason is told"}";

    private static string OutcomeOf(SignalRecord record) => (record.Outcome, record.FillPrice) switch
    {
        (SignalOutcome.Filled, { } price) => $"filled at {Figures.Price(price)}",
        (var outcome, _) => outcome.ToString().ToLowerInvariant() + (record.Detail is { Length: > 0 } detail ? $" ({detail})" : ""),
    };

    // AnswerLost: answer lost.
    private static string NameOf(StepKind kind) =>
        string.Concat(kind.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    private static Tone ToneOf(StepKind kind) => kind switch
    {
        StepKind.Filled or StepKind.Settled => Tone.Good,
        StepKind.AnswerLost or StepKind.Outstanding or StepKind.NotOpened or StepKind.Orphaned or StepKind.Vanished or StepKind.NotKept or StepKind.Missing => Tone.Bad,
        StepKind.Refused or StepKind.Expired or StepKind.Postponed or StepKind.Repeated or StepKind.Resumed => Tone.Warning,
        _ => Tone.Plain,
    };
}
