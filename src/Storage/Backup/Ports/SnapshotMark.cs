namespace SqueezeFlow.Storage.Backup.Ports;

/// <summary>The moment that a snapshot shows.</summary>
/// <param name="Source">What was read, e.g. <c>sqlite</c>.</param>
/// <param name="At">Everything committed before is in it, nothing that was committed later.</param>
public sealed record SnapshotMark(string Source, DateTimeOffset At);
