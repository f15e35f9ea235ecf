namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>Phase 5: whether an open position is to be closed.</summary>
public readonly record struct ExitResult
{
    /// <summary>Whether any check says so.</summary>
    public bool ShouldExit => Reasons != ExitReasons.None;

    /// <summary>The checks that say so.</summary>
    public ExitReasons Reasons =>
        (FlowReversal.Detected ? ExitReasons.FlowReversal : ExitReasons.None)
        | (RangeBreak != RangeBreak.None ? ExitReasons.RangeBreak : ExitReasons.None)
        | (Invalidation.Kind != CvdInvalidation.None ? ExitReasons.CvdInvalidation : ExitReasons.None)
        | (Structure.IsBroken ? ExitReasons.StructureBreak : ExitReasons.None);

    /// <summary>Whether the position is a long.</summary>
    public bool IsLong { get; init; }

    /// <summary>The flow turned against the position.</summary>
    public FlowReversalCheck FlowReversal { get; init; }

    /// <summary>The price left the range of the reset.</summary>
    public RangeBreak RangeBreak { get; init; }

    /// <summary>Exit level of a long, quote units; NaN with fewer than five bars.</summary>
    public double RangeLow { get; init; }

    /// <summary>Exit level of a short, quote units; NaN with fewer than five bars.</summary>
    public double RangeHigh { get; init; }

    /// <summary>Both flows run against the position.</summary>
    public InvalidationCheck Invalidation { get; init; }

    /// <summary>The price left the swing of the last twenty bars.</summary>
    public StructureCheck Structure { get; init; }

    /// <summary>Open profit, percent of the entry price.</summary>
    public double ProfitPercent { get; init; }

    /// <summary>Class of the open profit.</summary>
    public PositionHealth Health { get; init; }

    /// <summary>Side of the order that would close the position.</summary>
    public OrderSide CloseSide { get; init; }
}
