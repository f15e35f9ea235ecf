namespace SqueezeFlow.Core.Orders;

/// <summary>Flow and levels at the entry of a position, for its exit checks.</summary>
/// <param name="SpotCvd">Never-reset cumulative volume delta of spot, USD.</param>
/// <param name="PerpCvd">Never-reset cumulative volume delta of perpetuals, USD.</param>
/// <param name="ResetLow">Lowest price of the reset; null when the entry had none.</param>
/// <param name="ResetHigh">Highest price of the reset; null when the entry had none.</param>
public sealed record EntryBaseline(double SpotCvd, double PerpCvd, double? ResetLow, double? ResetHigh);
