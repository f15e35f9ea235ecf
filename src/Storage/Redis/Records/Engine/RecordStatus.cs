namespace SqueezeFlow.Storage.Redis.Records.Engine;

/// <summary>How the records at Redis fare.</summary>
/// <param name="Address">Host and port.</param>
/// <param name="IsConnected">Whether there is a connection, as far as is known without asking.</param>
/// <param name="Writes">Writes since the start.</param>
/// <param name="WritesFailed">Writes since the start that failed.</param>
/// <param name="ReadsFailed">Reads since the start that failed.</param>
/// <param name="FailingSince">Wall time of the first failure after which not all has succeeded again; null when all has.</param>
/// <param name="WriteError">Why the last write failed; null when it succeeded.</param>
/// <param name="ReadError">Why the last read failed; null when it succeeded.</param>
public sealed record RecordStatus(
    string Address,
    bool IsConnected,
    long Writes,
    long WritesFailed,
    long ReadsFailed,
    DateTimeOffset? FailingSince,
    string? WriteError,
    string? ReadError);
