namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>How making longer bars in the database goes.</summary>
/// <param name="Pending">Stretches of time that are still to be made again.</param>
/// <param name="OldestUnixMs">Begin of the oldest; null when there is none.</param>
/// <param name="IsSettled">Whether the database's own queries keep up, as far as the last look tells; false before the first.</param>
/// <param name="Failure">Why the last try failed; null when it did not.</param>
public sealed record ResampleStatus(int Pending, long? OldestUnixMs, bool IsSettled, string? Failure);
