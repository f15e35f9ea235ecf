namespace SqueezeFlow.Core.Signals.Phases.Reset;

/// <summary>Which kinds of reset were seen.</summary>
public enum ResetType
{
    /// <summary>None.</summary>
    None,

    /// <summary>The divergence closes, or momentum is exhausted.</summary>
    TypeA,

    /// <summary>An explosive move with the flow behind it.</summary>
    TypeB,

    /// <summary>Both.</summary>
    Both,
}
