namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>A row with its place in the file.</summary>
/// <param name="Seconds">Its time, seconds since 1970 UTC.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Value">What it holds.</param>
internal readonly record struct FileRow<T>(long Seconds, int Line, T Value)
    where T : struct, IEquatable<T>;
