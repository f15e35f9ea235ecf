namespace SqueezeFlow.Notifications.Delivery;

/// <summary>How a channel does.</summary>
/// <param name="Name">The channel.</param>
/// <param name="Waiting">Notices that wait.</param>
/// <param name="Delivered">Messages delivered since the start.</param>
/// <param name="Failed">Messages given up since the start.</param>
/// <param name="Dropped">Notices dropped since the start because too many waited.</param>
/// <param name="FailuresInRow">Attempts in a row that brought nothing.</param>
/// <param name="LastProblem">What the last attempt that brought nothing was told; null when none has failed.</param>
/// <param name="LastProblemAt">When that was.</param>
public sealed record ChannelStatus(
    string Name, int Waiting, long Delivered, long Failed, long Dropped, int FailuresInRow, string? LastProblem, DateTimeOffset? LastProblemAt);
