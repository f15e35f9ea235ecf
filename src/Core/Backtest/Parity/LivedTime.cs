using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>What the service has left on record of a symbol, and the bars as they are stored now. Immutable.</summary>
public sealed record LivedTime
{
    /// <summary>Base coin.</summary>
    public required string Symbol { get; init; }

    /// <summary>Bars in time order, those of the window before the first that is compared included.</summary>
    public required IReadOnlyList<SymbolBar> Bars { get; init; }

    /// <summary>Signals with their verdicts and results, in the order of their bars.</summary>
    public required IReadOnlyList<SignalRecord> Signals { get; init; }

    /// <summary>How far the service has evaluated.</summary>
    public required LastEvaluation Last { get; init; }

    /// <summary>Gaps of all its markets, filled and open.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>When its markets were listened to.</summary>
    public IReadOnlyList<LedgerRun> Runs { get; init; } = [];

    /// <summary>Whether somebody listened in a bar, and at its end.</summary>
    public bool WasRunning(long openUnixMs, long closeUnixMs) =>
        Runs.Any(run => run.FromUnixMs < closeUnixMs && run.ToUnixMs > openUnixMs)
        && !Gaps.Any(gap => gap.Reason == Gap.Restart && gap.BeforeUnixMs < closeUnixMs && closeUnixMs <= gap.AfterUnixMs);
}
