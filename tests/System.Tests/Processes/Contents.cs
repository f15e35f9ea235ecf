using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.SystemTests.Processes;

/// <summary>What a data directory holds.</summary>
internal sealed record Contents(
    IReadOnlyList<BarRow> Bars, IReadOnlyList<SignalRecord> Signals, IReadOnlyList<Position> Positions, IReadOnlyList<Gap> Gaps, IReadOnlyList<LedgerRun> Ledger);
