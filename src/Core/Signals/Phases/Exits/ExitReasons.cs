namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>Checks of phase 5 that say to close a position; several may hold at once.</summary>
[Flags]
public enum ExitReasons
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Spot turned against the position while perpetuals run with it.</summary>
    FlowReversal = 1,

    /// <summary>The price left the range of the reset.</summary>
    RangeBreak = 2,

    /// <summary>Both flows run against the position.</summary>
    CvdInvalidation = 4,

    /// <summary>The price left the swing by more than a typical bar.</summary>
    StructureBreak = 8,
}
