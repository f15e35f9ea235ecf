namespace SqueezeFlow.Lab.Leaks;

/// <summary>A signal that is not the same with other bars, though it should not know of them.</summary>
/// <param name="CutUnixMs">Where the bars were cut: the close of the last, or the open of the first, milliseconds since 1970 UTC.</param>
/// <param name="Whole">The signal over all bars; null when there is none.</param>
/// <param name="Cut">The signal over the cut bars; null when there is none.</param>
public sealed record LeakFinding(long CutUnixMs, SignalMark? Whole, SignalMark? Cut);
