using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>What the service held, and when: as the verdicts on its entries and the ends of their positions tell.</summary>
internal sealed class LivePositions
{
    private readonly List<(SignalRecord Entry, long EndUnixMs)> _held;
    private readonly ILookup<string?, SignalRecord> _exits;

    public LivePositions(IReadOnlyList<SignalRecord> signals)
    {
        _exits = signals.Where(record => record.Signal.Action == SignalAction.Close).ToLookup(record => record.Signal.PositionId);
        _held = [.. signals.Where(IsFilledEntry).Select(entry => (entry, EndOf(entry)))];
    }

    /// <summary>Entries whose positions were open at the close of a bar.</summary>
    public IEnumerable<SignalRecord> At(long closeUnixMs) =>
        _held.Where(held => held.Entry.Signal.BarCloseUnixMs < closeUnixMs && held.EndUnixMs >= closeUnixMs).Select(held => held.Entry);

    /// <summary>The exit of a position that was given before a bar; null when none was.</summary>
    public Signal? ExitBefore(string positionId, long closeUnixMs) =>
        _exits[positionId].LastOrDefault(exit => exit.Signal.BarCloseUnixMs < closeUnixMs)?.Signal;

    /// <summary>Positions that no exit of ours has closed, and which ended in a stretch of time.</summary>
    public IEnumerable<SignalRecord> ClosedByOthers(long fromUnixMs, long toUnixMs) =>
        _held.Select(held => held.Entry).Where(entry =>
            entry.Result is { } result && result.ExitUnixMs > fromUnixMs && result.ExitUnixMs <= toUnixMs
            && !(result.ExitReason is { } reason && OwnTags.IsSignal(reason)));

    private static bool IsFilledEntry(SignalRecord record) => record.Outcome == SignalOutcome.Filled && record.Signal.Action != SignalAction.Close;

    private long EndOf(SignalRecord entry) =>
        entry.Result?.ExitUnixMs
        ?? _exits[entry.Signal.Id].FirstOrDefault(exit => exit.Outcome == SignalOutcome.Filled)?.Signal.BarCloseUnixMs
        ?? long.MaxValue;
}
