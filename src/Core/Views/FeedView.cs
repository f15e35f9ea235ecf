namespace SqueezeFlow.Core.Views;

/// <summary>One connection to a venue.</summary>
/// <param name="Id">Feed id, e.g. <c>BINANCE/0</c>.</param>
/// <param name="Exchange">Venue id.</param>
/// <param name="Endpoint">Address without credentials.</param>
/// <param name="State"><c>connecting</c>, <c>connected</c>, <c>waiting</c>, <c>stopped</c> or <c>failed</c>.</param>
/// <param name="Silo">Process that owns it.</param>
/// <param name="Epoch">Generation; rises with each owner.</param>
/// <param name="Since">Wall time of the last change of state.</param>
/// <param name="Markets">Markets subscribed on it.</param>
/// <param name="Frames">Frames received.</param>
/// <param name="Bytes">Payload bytes received.</param>
/// <param name="Trades">Trades handed on.</param>
/// <param name="TradesPerSecond">Trades a wall second, mean of the last ten seconds.</param>
/// <param name="Connects">Connections made, the present one included.</param>
/// <param name="LagMs">Receive time minus exchange time of the latest trade, milliseconds; null before the first, or when times are simulated.</param>
/// <param name="Rejected">Frames and trades refused, by reason.</param>
/// <param name="LastError">Why the last connection ended; null when none has.</param>
public sealed record FeedView(
    string Id,
    string Exchange,
    string Endpoint,
    string State,
    string Silo,
    long Epoch,
    DateTimeOffset Since,
    int Markets,
    long Frames,
    long Bytes,
    long Trades,
    double TradesPerSecond,
    int Connects,
    double? LagMs,
    IReadOnlyDictionary<string, long> Rejected,
    string? LastError)
{
    /// <summary>Markets whose subscription was refused, or not answered after one repetition, each with the reason.</summary>
    public IReadOnlyList<string> Unconfirmed { get; init; } = [];

    /// <summary>
    /// Wanted markets that have had no confirmed subscription for longer than <c>Feeds:Connection:OverdueAfter</c>, each with the reason; none
    /// while the feed is not connected.
    /// </summary>
    public IReadOnlyList<string> Overdue { get; init; } = [];

    /// <summary>
    /// Markets of which it may have missed trades and has read none since, each with the exchange time of the latest one before, milliseconds since 1970 UTC: from the moment
    /// that the connection is lost until it is there again and the next trade has come. Markets without a trade before are not among them.
    /// </summary>
    public IReadOnlyDictionary<string, long> Unread { get; init; } = new Dictionary<string, long>();
}
