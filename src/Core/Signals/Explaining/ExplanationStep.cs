using System.Text.Json.Serialization;

namespace SqueezeFlow.Core.Signals.Explaining;

/// <summary>One condition of an evaluation.</summary>
/// <param name="Phase">1 to 5; 0 for what is asked before the phases.</param>
/// <param name="Name">What is asked, e.g. <c>spot delta over 10 bars</c>.</param>
/// <param name="Actual">The value found, as text with its unit.</param>
/// <param name="Required">What would have passed, as text with its unit; empty for values that are only kept.</param>
/// <param name="Passed">Whether it passed; null for values that are only kept.</param>
public sealed record ExplanationStep(int Phase, string Name, string Actual, string Required, bool? Passed)
{
    /// <summary>Points that it gives at most, a reset left out; null where it gives none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MostPoints { get; init; }
}
