using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Server;

/// <summary>What became of a batch that was sent.</summary>
/// <param name="Result">What the spool is told.</param>
/// <param name="IsMissing">Whether the database, or the policy, is not there.</param>
internal readonly record struct WriteOutcome(SendResult Result, bool IsMissing);
