using System.Text.Json.Serialization;

namespace SqueezeFlow.Grains.Execution.Risk;

/// <summary>Which rule has refused a signal, with the figures that can be compared.</summary>
/// <param name="Rule">One of <see cref="Core.Signals.Trail.SignalRules"/>.</param>
/// <param name="Found">What was found, in the unit of the rule; null where it is no number.</param>
/// <param name="Allowed">What the rule allows, in the same unit.</param>
internal sealed record Refusal(string Rule, double? Found = null, double? Allowed = null)
{
    /// <summary>The same in words. They are kept as the detail of their signal.</summary>
    [JsonIgnore]
    public string Words { get; init; } = "";

    /// <summary>Whether it may pass by itself, so that the signal waits as long as it is fresh.</summary>
    [JsonIgnore]
    public bool MayPass { get; init; }
}
