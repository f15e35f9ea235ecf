namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>What came of a replay of one symbol.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="Bars">Bars that were compared.</param>
/// <param name="NotRunning">Bars of the same time at which the service did not run; they are not compared.</param>
/// <param name="Signals">Signals of the strategy that the service gave at the bars compared.</param>
/// <param name="External">Signals from outside in the same time; they are taken as they were.</param>
/// <param name="Differences">Every difference, in time order.</param>
public sealed record ParityReport(string Symbol, int Bars, int NotRunning, int Signals, int External, IReadOnlyList<ParityDifference> Differences);
