namespace SqueezeFlow.Lab.Resampling;

/// <summary>When and how a position was held.</summary>
/// <param name="EntryBar">Index of the bar that filled the entry.</param>
/// <param name="ExitBar">Index of the bar that filled the exit; after <paramref name="EntryBar"/>.</param>
/// <param name="Exposure">Notional at the entry, negative for a short.</param>
public readonly record struct TimedTrade(int EntryBar, int ExitBar, double Exposure);
