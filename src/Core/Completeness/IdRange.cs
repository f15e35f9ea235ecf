namespace SqueezeFlow.Core.Completeness;

/// <summary>Trade ids that are missing, and the exchange times of the trades on both sides.</summary>
/// <param name="FirstId">First missing id.</param>
/// <param name="LastId">Last missing id.</param>
/// <param name="BeforeUnixMs">Time of the trade before.</param>
/// <param name="AfterUnixMs">Time of the trade after.</param>
internal readonly record struct IdRange(long FirstId, long LastId, long BeforeUnixMs, long AfterUnixMs)
{
    public long Missing => LastId - FirstId + 1;
}
