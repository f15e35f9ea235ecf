namespace SqueezeFlow.Core.Signals.Phases.Divergence;

/// <summary>How spot and perpetual flow stand to each other.</summary>
public enum FlowPattern
{
    /// <summary>No side moved enough.</summary>
    Balanced,

    /// <summary>Spot bought, perpetuals sold.</summary>
    SpotUpFuturesDown,

    /// <summary>Spot sold, perpetuals bought.</summary>
    SpotDownFuturesUp,

    /// <summary>Both bought, spot by half more.</summary>
    SpotLeadingUp,

    /// <summary>Both bought, perpetuals by half more.</summary>
    FuturesLeadingUp,

    /// <summary>Both bought alike.</summary>
    BothUpBalanced,

    /// <summary>Both sold, spot by half more.</summary>
    SpotLeadingDown,

    /// <summary>Both sold, perpetuals by half more.</summary>
    FuturesLeadingDown,

    /// <summary>Both sold alike.</summary>
    BothDownBalanced,
}
