namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>What a connection has done so far: a snapshot, safe to take on any thread.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Since">Wall time of the last change of state.</param>
/// <param name="Frames">Messages received, over all connects.</param>
/// <param name="Bytes">Payload bytes received.</param>
/// <param name="Trades">Trades handed on.</param>
/// <param name="Fallbacks">Trade frames that did not have the expected layout and were read by the strict parser.</param>
/// <param name="Connects">Connections made, the present one included.</param>
/// <param name="LagMs">Receive time minus exchange time of the latest trade, milliseconds; null before the first.</param>
/// <param name="Rejected">Frames and trades refused, by reason in lower case; reasons that never occurred are absent.</param>
/// <param name="Acknowledged">Markets whose subscription the venue has confirmed on the present connection.</param>
/// <param name="Unconfirmed">Markets whose subscription was refused, or not answered after one repetition.</param>
/// <param name="LastError">Why the last connection ended, or what is doubtful about the present one; null when there is nothing to say.</param>
public sealed record FeedStatus(
    FeedState State,
    DateTimeOffset Since,
    long Frames,
    long Bytes,
    long Trades,
    long Fallbacks,
    int Connects,
    double? LagMs,
    IReadOnlyDictionary<string, long> Rejected,
    int Acknowledged,
    IReadOnlyList<string> Unconfirmed,
    string? LastError)
{
    /// <summary>Wanted markets that have had no confirmed subscription for longer than <see cref="FeedOptions.OverdueAfter"/>, each with the reason; none while there is no connection.</summary>
    public IReadOnlyList<string> Overdue { get; init; } = [];

    /// <summary>This status with the counts of an earlier connection of the same feed added.</summary>
    internal FeedStatus Plus(FeedStatus earlier) => this with
    {
        Frames = Frames + earlier.Frames,
        Bytes = Bytes + earlier.Bytes,
        Trades = Trades + earlier.Trades,
        Fallbacks = Fallbacks + earlier.Fallbacks,
        Connects = Connects + earlier.Connects,
        Rejected = Rejected.Concat(earlier.Rejected).GroupBy(item => item.Key).ToDictionary(group => group.Key, group => group.Sum(item => item.Value)),
    };
}
