namespace SqueezeFlow.Storage.Redis;

/// <summary>How publishing to Redis goes.</summary>
/// <param name="Address">Host and port.</param>
/// <param name="IsConnected">Whether there is a connection, as far as is known without asking.</param>
/// <param name="FailingSince">Wall time of the first failure since the last success; null when the last call succeeded.</param>
/// <param name="Failure">What the last call failed of, in words; null when it succeeded.</param>
/// <param name="Refusal">Why the last signal was not taken whole, in words; null when it was.</param>
/// <param name="Pending">Signals that wait to be published.</param>
/// <param name="Published">Signals published since the start.</param>
/// <param name="Late">Those among them that were past their time.</param>
/// <param name="Failures">Failed calls since the start.</param>
/// <param name="Refused">Signals since the start that were not taken whole.</param>
public sealed record MirrorStatus(
    string Address,
    bool IsConnected,
    DateTimeOffset? FailingSince,
    string? Failure,
    string? Refusal,
    int Pending,
    long Published,
    long Late,
    long Failures,
    long Refused);
