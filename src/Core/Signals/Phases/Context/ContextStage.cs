namespace SqueezeFlow.Core.Signals.Phases.Context;

/// <summary>How phase 1 ended.</summary>
public enum ContextStage
{
    /// <summary>The other phases follow.</summary>
    Ok,

    /// <summary>Too few bars for any phase.</summary>
    Warmup,

    /// <summary>A series is empty, or (Original) a cumulative delta did not move at all.</summary>
    Error,
}
