namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>Whether spot turned against a position while perpetuals run with it.</summary>
/// <param name="Measured">Whether there were enough bars.</param>
/// <param name="Detected">Whether it did.</param>
/// <param name="Severity">How far.</param>
/// <param name="SpotChange">Spot delta since the reference, USD.</param>
/// <param name="PerpChange">Perpetual delta since the reference, USD.</param>
/// <param name="Noise">Change that one side has to exceed, USD.</param>
public readonly record struct FlowReversalCheck(
    bool Measured, bool Detected, ReversalSeverity Severity, double SpotChange, double PerpChange, double Noise);
