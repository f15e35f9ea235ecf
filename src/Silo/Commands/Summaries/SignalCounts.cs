using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Silo.Commands.Summaries;

/// <summary>What became of the signals of a run: the five add up to the signals given.</summary>
/// <param name="Filled">Orders filled: entries and exits.</param>
/// <param name="Rejected">Refused by a limit of ours or by the account.</param>
/// <param name="Expired">Too old to act on when their turn came.</param>
/// <param name="Unknown">The account gave no answer that can be trusted.</param>
/// <param name="Pending">Without a verdict when the run ended.</param>
internal sealed record SignalCounts(long Filled, long Rejected, long Expired, long Unknown, long Pending)
{
    /// <summary>Counts them.</summary>
    public static SignalCounts Of(IReadOnlyCollection<SignalRecord> given)
    {
        long Count(SignalOutcome outcome) => given.Count(record => record.Outcome == outcome);
        return new(
            Count(SignalOutcome.Filled), Count(SignalOutcome.Rejected), Count(SignalOutcome.Expired), Count(SignalOutcome.Unknown), Count(SignalOutcome.Pending));
    }
}

/// <summary>A signal that opened or closed nothing.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Outcome">What became of it: <c>rejected</c>, <c>expired</c>, <c>unknown</c> or <c>pending</c>.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record UnfilledSignal(string Id, string Outcome, string Reason)
{
    /// <summary>Those among the signals given, in their order.</summary>
    public static IReadOnlyList<UnfilledSignal> Of(IEnumerable<SignalRecord> given) =>
    [
        .. given.Where(record => record.Outcome != SignalOutcome.Filled)
            .Select(record => new UnfilledSignal(record.Signal.Id, record.Outcome.ToString().ToLowerInvariant(), record.Detail ?? "no reason is on record")),
    ];
}
