namespace SqueezeFlow.Core.Signals.Trail;

/// <summary>One step in the life of a signal.</summary>
/// <param name="SignalId">Id of the signal.</param>
/// <param name="At">Wall time of the step.</param>
/// <param name="MarketUnixMs">Market time of the step, milliseconds since 1970 UTC; where it was not known yet, the close of the signal's bar.</param>
/// <param name="Kind">What has happened.</param>
/// <param name="Words">The same in words, with its figures.</param>
public sealed record SignalStep(string SignalId, DateTimeOffset At, long MarketUnixMs, StepKind Kind, string Words)
{
    /// <summary>The rule that refused it, one of <see cref="SignalRules"/>; null when none did.</summary>
    public string? Rule { get; init; }

    /// <summary>The account's id of the position; null when there is none to name.</summary>
    public string? TradeId { get; init; }

    /// <summary>Id of the other signal that has a part in it: the exit of this entry; null when none has.</summary>
    public string? OtherId { get; init; }

    /// <summary>Its figures by name, see <see cref="StepFigures"/>.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = StepFigures.None;
}
