namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>What all segments hold.</summary>
/// <param name="FileBytes">Bytes of the files.</param>
/// <param name="PendingBytes">Bytes of records that wait.</param>
/// <param name="Records">Records that wait.</param>
/// <param name="Points">Points that wait.</param>
/// <param name="OldestUnixMs">Wall time at which the oldest of them was appended; null when none waits.</param>
internal readonly record struct SegmentTotals(long FileBytes, long PendingBytes, long Records, long Points, long? OldestUnixMs);
