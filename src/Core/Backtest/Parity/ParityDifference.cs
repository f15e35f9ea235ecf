namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>One decision on which a replay and the service differ.</summary>
/// <param name="BarCloseUnixMs">Close of the deciding bar, milliseconds since 1970 UTC.</param>
/// <param name="Live">What the service did, in words.</param>
/// <param name="Replay">What the replay does, in words.</param>
/// <param name="Reason">Why.</param>
/// <param name="Words">The same in words, with its figures.</param>
public sealed record ParityDifference(long BarCloseUnixMs, string Live, string Replay, ParityReason Reason, string Words)
{
    /// <summary>Whether what is on record explains it.</summary>
    public bool IsExplained => Reason != ParityReason.Unexplained;
}
