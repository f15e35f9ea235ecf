namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>What a bot does, and since when.</summary>
public sealed class BotState
{
    /// <summary>It trades.</summary>
    public const string Running = "running";

    /// <summary>It answers, and does nothing.</summary>
    public const string Stopped = "stopped";

    /// <summary>It is about to read its configuration anew.</summary>
    public const string Reloading = "reload_config";

    internal const string NotRunning = "trader is not running";

    /// <summary>One of <see cref="Running"/>, <see cref="Stopped"/> and <see cref="Reloading"/>.</summary>
    public string Name { get; set; } = Running;

    /// <summary>Start of the program; null until its first loop.</summary>
    public DateTimeOffset? StartedAt { get; internal set; }

    /// <summary>Its last start or reload; null until the first loop.</summary>
    public DateTimeOffset? StartupAt { get; internal set; }

    /// <summary>Its last loop; null while it is stopped.</summary>
    public DateTimeOffset? ProcessedAt { get; internal set; }

    /// <summary>Whether <c>/stopentry</c> was called since the last reload.</summary>
    public bool IsEntryStopped { get; internal set; }
}
