namespace SqueezeFlow.Core.Signals.Phases.Scoring;

/// <summary>Phase 4: what the divergence is worth.</summary>
public readonly record struct ScoreResult
{
    /// <summary>Sum of the components, 0 to 10 (Original: up to 12).</summary>
    public double Total { get; init; }

    /// <summary>Deceleration of the flow, up to 3.5 (4.2 after a reset).</summary>
    public double CvdDeceleration { get; init; }

    /// <summary>Absorption in the last candles, up to 2.5 (3 after a reset).</summary>
    public double Absorption { get; init; }

    /// <summary>Failed breakdowns, up to 2 (2.4 after a reset).</summary>
    public double FailedBreakdown { get; init; }

    /// <summary>Agreement of flow and price with the direction, up to 2 (2.4 after a reset).</summary>
    public double DirectionalBias { get; init; }

    /// <summary>Change of open interest, -1 to 2; 0 when not used.</summary>
    public double OpenInterest { get; init; }

    /// <summary>Class of the total.</summary>
    public SignalQuality Quality { get; init; }

    /// <summary>0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>Direction of the entry.</summary>
    public TradeDirection Direction { get; init; }

    /// <summary>Whether the total reaches the entry threshold.</summary>
    public bool ShouldTrade { get; init; }
}
