namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>What is sent next.</summary>
/// <param name="Batch">Its lines, valid until the next one is loaded.</param>
/// <param name="Records">Records that it is made of.</param>
/// <param name="End">Where the record behind them begins.</param>
/// <param name="Segment">Number of the segment that they are in.</param>
internal readonly record struct LoadedBatch(SpoolBatch Batch, int Records, long End, long Segment);
