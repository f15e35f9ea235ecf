namespace SqueezeFlow.Storage.Spool;

/// <summary>How a spool fares. Counts are since the start, those of what waits aside.</summary>
/// <param name="Directory">Its folder.</param>
/// <param name="PendingBatches">Batches that wait, as they lie on disk.</param>
/// <param name="PendingPoints">Points that wait.</param>
/// <param name="PendingBytes">Bytes of what waits.</param>
/// <param name="FileBytes">Bytes of all segments, those of sent batches that share one with unsent ones included.</param>
/// <param name="MaxBytes">The configured cap of these.</param>
/// <param name="OldestSeconds">Age of the oldest batch that waits, seconds; 0 when none does.</param>
/// <param name="PointsPerSecond">Points that the store took over the last 10 s, a second.</param>
/// <param name="SentPoints">Points that the store took.</param>
/// <param name="DeadLetteredPoints">Points that the store refused for good; they are in the folder <c>dead-letter</c>.</param>
/// <param name="DeletedDeadLetters">Those among the dead letters, of earlier runs too, that were deleted for want of room.</param>
/// <param name="DroppedPoints">Points that were never sent and dropped because the spool was full.</param>
/// <param name="IsDropping">Whether the spool is full: from the first drop until it is half empty.</param>
/// <param name="TornTails">Unfinished appends of a run that was killed, found and cut off at the start.</param>
/// <param name="DamagedStretches">Stretches of segments that could not be read and were passed over.</param>
/// <param name="DamagedBytes">Bytes of these.</param>
/// <param name="IsReachable">Whether the last try to send was answered.</param>
/// <param name="FailingSince">When the first try failed since the last answer; null when the last one was answered.</param>
/// <param name="Failures">Tries that were not answered.</param>
/// <param name="LastError">Words of the last try that failed or was refused; null when there was none.</param>
/// <param name="LastErrorAt">When that was.</param>
/// <param name="LastSuccessAt">When the store last took a batch; null before the first.</param>
/// <param name="DiskError">Why the disk could not do what was last asked of it; null when it could.</param>
public sealed record SpoolStatus(
    string Directory,
    long PendingBatches,
    long PendingPoints,
    long PendingBytes,
    long FileBytes,
    long MaxBytes,
    double OldestSeconds,
    double PointsPerSecond,
    long SentPoints,
    long DeadLetteredPoints,
    long DeletedDeadLetters,
    long DroppedPoints,
    bool IsDropping,
    long TornTails,
    long DamagedStretches,
    long DamagedBytes,
    bool IsReachable,
    DateTimeOffset? FailingSince,
    long Failures,
    string? LastError,
    DateTimeOffset? LastErrorAt,
    DateTimeOffset? LastSuccessAt,
    string? DiskError);
