namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>What closes a position: checks of phase 5, of which several may hold at once, and in back-tests what closes it inside a bar.</summary>
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

    /// <summary>The price reached the stop; back-tests only.</summary>
    StopLoss = 16,

    /// <summary>The price reached the target; back-tests only.</summary>
    TakeProfit = 32,

    /// <summary>The margin was used up; back-tests only.</summary>
    Liquidation = 64,
}
