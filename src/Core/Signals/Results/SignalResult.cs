using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Core.Signals.Results;

/// <summary>What the position of a signal brought, once it has closed. All times are the market's.</summary>
/// <param name="SignalId">Id of the signal that opened the position.</param>
/// <param name="ExitUnixMs">Market time of the exit fill, milliseconds since 1970 UTC.</param>
/// <param name="ExitPrice">Fill price of the exit, USD per base unit; null when the account does not tell it.</param>
/// <param name="ProfitUsd">Gain after both fees, USD.</param>
/// <param name="ProfitPercent">The same in percent of the stake, which is the margin: 100 when it has doubled; null when nothing was staked.</param>
/// <param name="HoldingMinutes">Whole minutes from the fill of the entry to that of the exit.</param>
/// <param name="ExitReason">Id of the signal that closed it, or the account's own reason; null when there is none.</param>
public sealed record SignalResult(
    string SignalId, long ExitUnixMs, double? ExitPrice, double ProfitUsd, double? ProfitPercent, long HoldingMinutes, string? ExitReason)
{
    private const long MinuteMs = 60_000;

    /// <summary>The kind that the gain makes it.</summary>
    public ResultKind Kind => ProfitUsd switch
    {
        > 0 => ResultKind.Profitable,
        < 0 => ResultKind.Unprofitable,
        _ => ResultKind.Expired,
    };

    /// <summary>The result of a position; null while it is open, or as long as the account does not tell its gain.</summary>
    public static SignalResult? Of(Position position)
    {
        ArgumentNullException.ThrowIfNull(position);
        if (position is not { ClosedUnixMs: { } closed, ProfitUsd: { } profit })
        {
            return null;
        }

        var percent = position.StakeUsd == 0 ? null : (double?)(100 * profit / position.StakeUsd);
        var minutes = Math.Max(0, (closed - position.OpenedUnixMs) / MinuteMs);
        return new(position.Tag, closed, (double?)position.ExitPrice, (double)profit, percent, minutes, position.ExitReason);
    }

    /// <summary>The kind of a signal with this verdict and this result, or none.</summary>
    public static ResultKind KindOf(SignalOutcome outcome, SignalResult? result) => (result, outcome) switch
    {
        ({ } known, _) => known.Kind,
        (_, SignalOutcome.Expired) => ResultKind.Expired,
        (_, SignalOutcome.Rejected) => ResultKind.Cancelled,
        _ => ResultKind.Pending,
    };
}
