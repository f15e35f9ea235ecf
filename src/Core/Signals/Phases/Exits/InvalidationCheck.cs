namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>Whether both flows run against a position, in the long and in the short look-back.</summary>
/// <param name="Measured">Whether there were enough bars.</param>
/// <param name="Kind">Whether they do.</param>
/// <param name="SpotChange">Spot delta over the long look-back, USD.</param>
/// <param name="PerpChange">Perpetual delta over the long look-back, USD.</param>
/// <param name="SpotRecent">Spot delta over the short look-back, USD.</param>
/// <param name="PerpRecent">Perpetual delta over the short look-back, USD.</param>
public readonly record struct InvalidationCheck(
    bool Measured, CvdInvalidation Kind, double SpotChange, double PerpChange, double SpotRecent, double PerpRecent);
