namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>Names of keys and channels, as other programs know them.</summary>
/// <param name="prefix">What all of them begin with.</param>
internal sealed class RedisKeys(string prefix)
{
    /// <summary>Channel of every signal.</summary>
    public string Signals { get; } = $"{prefix}:signals";

    /// <summary>Channel of alerts and their ends.</summary>
    public string Alerts { get; } = $"{prefix}:alerts";

    /// <summary>Number of signals published.</summary>
    public string Count { get; } = $"{prefix}:stats:signals_published";

    /// <summary>End of the last cycle of the strategy.</summary>
    public string LastActivity { get; } = $"{prefix}:last_activity";

    /// <summary>The last signal of a pair, as long as it counts.</summary>
    public string SignalOf(string pair) => $"{prefix}:signal:{pair}";

    /// <summary>The last hundred signals of a pair, newest first.</summary>
    public string HistoryOf(string pair) => $"{prefix}:history:{pair}";

    /// <summary>Stands for a day once the signal is published: what keeps a repetition from being a second signal.</summary>
    public string MarkerOf(string signalId) => $"{prefix}:published:{signalId}";
}
