using System.Globalization;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Grains.Execution.Telling;

/// <summary>
/// What people are to be told of the executor's work. The same step may come again when it could not be kept; whoever tells people tells it once.
/// Runs on the executor's scheduler.
/// </summary>
/// <param name="notifier">Tells them.</param>
/// <param name="inbox">What is known of signals.</param>
/// <param name="account">Name of the account, which is told; null where there is but one.</param>
internal sealed class ExecutionNotices(INotifier notifier, InboxKeeper inbox, string? account = null)
{
    /// <summary>A signal takes a step, or was found in the inbox at the start.</summary>
    /// <param name="before">What the inbox holds of it; null when it is new there.</param>
    /// <param name="entry">What it is from now on.</param>
    public void Note(InboxEntry? before, InboxEntry entry)
    {
        if (entry is { IsEntry: false, IsFinal: false, OutstandingSince: not null })
        {
            notifier.Notify(Of(NoticeKinds.ExitOutstanding, entry));
        }
        else if (entry.IsFinal && before?.State != entry.State)
        {
            TellVerdict(before, entry);
        }
    }

    /// <summary>The position of a filled entry is gone, and no exit of ours has been answered for it yet.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="closed">The position as the account tells it; null when the account knows nothing of it.</param>
    public void NoteEnd(InboxEntry entry, Position? closed)
    {
        if (closed is null)
        {
            notifier.Notify(Of(NoticeKinds.PositionLost, entry));
        }
        else if (!inbox.All.Any(other => other is { IsEntry: false, Attempts: > 0 } && other.Signal.PositionId == entry.Signal.Id))
        {
            notifier.Notify(Notice.Of(
                NoticeKinds.ClosedElsewhere,
                entry.Signal.Id,
                ("signal", entry.Signal.Id),
                ("symbol", entry.Signal.BaseSymbol),
                (NoticeKinds.Account, account),
                ("position", closed.TradeId),
                ("price", PriceText.Of((double?)closed.ExitPrice ?? double.NaN)),
                ("profit", Profit(closed.ProfitUsd)),
                ("reason", closed.ExitReason)));
        }
    }

    /// <summary>Somebody has done something by hand.</summary>
    public void NoteByHand(string action)
    {
        var what = account is null ? action : $"account {account}: {action}";
        notifier.Notify(Notice.Of(NoticeKinds.KillSwitch, what, ("action", what)));
    }

    private void TellVerdict(InboxEntry? before, InboxEntry entry)
    {
        if (!entry.IsEntry)
        {
            notifier.Notify(Of(NoticeKinds.ExitDone, entry));
        }

        if (entry.State != IntentState.Filled)
        {
            notifier.Notify(Of(NoticeKinds.Refused, entry));
        }
        else if (before is { IsFinal: true })
        {
            notifier.Notify(Of(NoticeKinds.Orphan, entry, before));
        }
        else
        {
            notifier.Notify(Of(entry.IsEntry ? NoticeKinds.EntryFilled : NoticeKinds.ExitFilled, entry));
        }
    }

    private Notice Of(NoticeKind kind, InboxEntry entry, InboxEntry? before = null)
    {
        var signal = entry.Signal;
        return Notice.Of(
            kind,
            signal.Id,
            ("signal", signal.Id),
            ("symbol", signal.BaseSymbol),
            (NoticeKinds.Account, account),
            ("action", signal.Action.ToString().ToLowerInvariant()),
            ("side", signal.Action == SignalAction.Long ? "long" : "short"),
            ("price", PriceText.Of(entry.Price ?? double.NaN)),
            ("leverage", signal.Leverage.ToString(CultureInfo.InvariantCulture)),
            ("score", signal.Score.ToString("0.##", CultureInfo.InvariantCulture)),
            ("position", entry.TradeId ?? signal.TradeId),
            ("profit", Profit(entry.ProfitUsd)),
            ("verdict", before?.InWords ?? (kind == NoticeKinds.Refused ? entry.StateName : entry.InWords)),
            ("reason", kind == NoticeKinds.ExitFilled ? signal.Reasoning : entry.Detail));
    }

    private static string? Profit(decimal? usd) => usd is { } known ? UsdText.Exact(known) : null;
}
