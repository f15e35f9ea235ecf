namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>Whether the price left the swing by more than a typical bar.</summary>
/// <param name="Measured">Whether there were enough bars.</param>
/// <param name="IsBroken">Whether it did, against the position.</param>
/// <param name="SwingHigh">Highest price of the swing, quote units.</param>
/// <param name="SwingLow">Lowest price of the swing, quote units.</param>
/// <param name="TypicalRange">Median range of a bar, quote units; NaN while the price is inside the swing.</param>
public readonly record struct StructureCheck(bool Measured, bool IsBroken, double SwingHigh, double SwingLow, double TypicalRange);
