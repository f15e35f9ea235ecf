namespace SqueezeFlow.Core.Signals.Results;

/// <summary>Classes of scores and of confidence, under the names that stand in <c>strategy_signals</c>.</summary>
public static class SignalTiers
{
    /// <summary>A score from 8, a confidence from 0.8.</summary>
    public const string High = "high";

    /// <summary>A score from 6, a confidence from 0.6.</summary>
    public const string Medium = "medium";

    /// <summary>A score from 4, a confidence from 0.4.</summary>
    public const string Low = "low";

    /// <summary>All that is less.</summary>
    public const string VeryLow = "very_low";

    /// <summary>All of them, the highest first.</summary>
    public static IReadOnlyList<string> All { get; } = [High, Medium, Low, VeryLow];

    /// <summary>The class of a score, 0 to 10.</summary>
    public static string OfScore(double score) => score switch { >= 8 => High, >= 6 => Medium, >= 4 => Low, _ => VeryLow };

    /// <summary>The class of a confidence, 0 to 1.</summary>
    public static string OfConfidence(double confidence) => confidence switch { >= 0.8 => High, >= 0.6 => Medium, >= 0.4 => Low, _ => VeryLow };
}
