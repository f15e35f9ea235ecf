using System.Text.Json.Serialization;
using SqueezeFlow.Core.Signals.Results;

namespace SqueezeFlow.Core.Signals;

/// <summary>A signal and what became of it.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Outcome">The verdict so far.</param>
/// <param name="Detail">Reason of a refusal, in words; null when there is nothing to say.</param>
/// <param name="FillPrice">Price of the fill, quote units; null unless filled.</param>
public sealed record SignalRecord(Signal Signal, SignalOutcome Outcome, string? Detail = null, double? FillPrice = null)
{
    /// <summary>What its position brought; null, and not written, until that has closed. The record of signals itself does not hold it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SignalResult? Result { get; init; }
}
