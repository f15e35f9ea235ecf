using SqueezeFlow.Core.Signals.Explaining;

namespace SqueezeFlow.Core.Signals.Trail;

/// <summary>The whole life of a signal.</summary>
/// <param name="Id">Id of the signal.</param>
/// <param name="Signal">The signal, its verdict so far and, of an entry, what its position brought; null when only steps of it are on record.</param>
/// <param name="Steps">What has happened to it, in the order of wall time.</param>
public sealed record SignalLife(string Id, SignalRecord? Signal, IReadOnlyList<LifeStep> Steps)
{
    /// <summary>Wall seconds from the signal to its position, or, for an exit, to the end of that, as the account shows it; null without.</summary>
    public double? LatencySeconds { get; init; }

    /// <summary>Of an exit: the entry whose position it closes, with what that brought; null when that is not on record.</summary>
    public SignalRecord? Entry { get; init; }

    /// <summary>Of an entry: the exit that has closed its position, or is to; null when there is none.</summary>
    public SignalRecord? Exit { get; init; }

    /// <summary>Why the strategy decided so; null when the evaluation of the bar is kept no longer.</summary>
    public Explanation? Decision { get; init; }

    /// <summary>Id of the exit of an entry: that which its end names, else the latest that was given; null when there is none.</summary>
    public string? ExitId => Signal?.Result?.ExitReason is { } reason && Orders.OwnTags.IsSignal(reason) ? reason
        : Steps.LastOrDefault(step => step is { Kind: StepKind.Closed, OtherId: not null })?.OtherId
        ?? Steps.LastOrDefault(step => step.Kind == StepKind.ExitGiven)?.OtherId;

    /// <summary>Puts a life together.</summary>
    /// <param name="id">Id of the signal.</param>
    /// <param name="signal">The signal; null when it is not on record.</param>
    /// <param name="steps">Its steps; one that is there twice counts once.</param>
    public static SignalLife Of(string id, SignalRecord? signal, IEnumerable<SignalStep> steps)
    {
        // A step that was told again after a restart stands where it belongs.
        var ordered = steps.DistinctBy(step => (step.At.UtcTicks / TimeSpan.TicksPerMicrosecond, step.Kind)).OrderBy(step => step.At).ToList();
        var shown = ordered.Select((step, i) => new LifeStep(
            step.At,
            DateTimeOffset.FromUnixTimeMilliseconds(step.MarketUnixMs),
            i == 0 ? null : (step.At - ordered[i - 1].At).TotalSeconds,
            step.Kind,
            step.Words,
            step.Rule,
            step.TradeId,
            step.OtherId,
            step.Figures));
        var filled = ordered.Find(step => step.Kind == StepKind.Filled);
        return new(id, signal, [.. shown])
        {
            LatencySeconds = filled?.Figures.TryGetValue(StepFigures.LatencySeconds, out var seconds) == true ? seconds : null,
        };
    }
}
