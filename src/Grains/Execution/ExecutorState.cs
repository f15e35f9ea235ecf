namespace SqueezeFlow.Grains.Execution;

/// <summary>What the executor must not forget.</summary>
internal sealed class ExecutorState
{
    /// <summary>Signals by id.</summary>
    public Dictionary<string, InboxEntry> Entries { get; set; } = [];

    /// <summary>Whether entries are held back.</summary>
    public bool IsPaused { get; set; }
}
