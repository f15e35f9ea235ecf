namespace SqueezeFlow.Grains.Signals;

/// <summary>Where a signal went.</summary>
/// <param name="Account">Name of the account.</param>
/// <param name="BarCloseUnixMs">Close of its bar, milliseconds since 1970 UTC.</param>
internal sealed record RoutedSignal(string Account, long BarCloseUnixMs);
