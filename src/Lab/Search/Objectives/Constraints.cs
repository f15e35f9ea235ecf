namespace SqueezeFlow.Lab.Search.Objectives;

/// <summary>What a candidate must keep to, whatever its objective. Immutable.</summary>
public sealed record Constraints
{
    /// <summary>Fewest closed trades.</summary>
    public int MinTrades { get; init; }

    /// <summary>Largest drawdown of the marked account, percent; null for any.</summary>
    public double? MaxDrawdownPercent { get; init; }

    /// <summary>Whether it does. What is not known breaks nothing.</summary>
    public bool Hold(MeasureSet measures) =>
        !(measures[Measure.Trades] < MinTrades) && !(measures[Measure.MaxDrawdown] > MaxDrawdownPercent);
}
