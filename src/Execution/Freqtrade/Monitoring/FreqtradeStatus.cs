namespace SqueezeFlow.Execution.Freqtrade.Monitoring;

/// <summary>What is known of the bot after looking at it.</summary>
/// <param name="IsReachable">Whether it answered.</param>
/// <param name="IsReady">Whether entries would be sent: reachable, running, fresh, fitting, not paused.</param>
/// <param name="Bot">Its name; null until it answered.</param>
/// <param name="Version">Its release; null until it answered.</param>
/// <param name="State"><c>running</c>, <c>stopped</c> or <c>reload_config</c>; null until it answered.</param>
/// <param name="IsDryRun">True when no real money moves; null when it did not say.</param>
/// <param name="TradingMode"><c>spot</c> or <c>futures</c>; null until it answered.</param>
/// <param name="LastLoopAge">Age of its last loop; null while it has not run one.</param>
/// <param name="EntriesPausedUntil">End of a pause after repeated failures; null when there is none.</param>
/// <param name="Problems">Everything that keeps it from being ready, in words.</param>
public sealed record FreqtradeStatus(
    bool IsReachable,
    bool IsReady,
    string? Bot,
    string? Version,
    string? State,
    bool? IsDryRun,
    string? TradingMode,
    TimeSpan? LastLoopAge,
    DateTimeOffset? EntriesPausedUntil,
    IReadOnlyList<string> Problems)
{
    /// <summary>What has to be mended although entries are sent all the same, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the bot's messages come; null when none are asked for.</summary>
    public bool? IsListening { get; init; }
}
