namespace SqueezeFlow.Core.Notices;

/// <summary>Everything that people can be told of.</summary>
public static class NoticeKinds
{
    /// <summary>The account filled an entry.</summary>
    public static NoticeKind EntryFilled { get; } = new(
        "entryFilled", NoticeSeverity.Info, ["signal", "symbol", "side", "price", "leverage", "score", "position", Account], "Entered {symbol} {side} at {price}, {leverage}x, score {score}");

    /// <summary>The account filled an exit: the position of a signal is closed.</summary>
    public static NoticeKind ExitFilled { get; } = new(
        "exitFilled", NoticeSeverity.Info, ["signal", "symbol", "price", "profit", "reason", "position", Account], "Left {symbol} at {price}, profit {profit}: {reason}");

    /// <summary>A signal was refused by a limit or the account, came too late, or was never shown by the account.</summary>
    public static NoticeKind Refused { get; } = new(
        "refused", NoticeSeverity.Info, ["signal", "symbol", "action", "verdict", "reason", Account], "{symbol} {action}: {verdict}: {reason}");

    /// <summary>A position came although its signal had been booked as not opened.</summary>
    public static NoticeKind Orphan { get; } = new(
        "orphan", NoticeSeverity.Critical, ["signal", "symbol", "price", "position", "verdict", Account], "Position {position} of {symbol} came although its signal had been booked as {verdict}");

    /// <summary>An exit was tried and is not done.</summary>
    public static NoticeKind ExitOutstanding { get; } = new(
        "exitOutstanding", NoticeSeverity.Critical, ["signal", "symbol", "position", "reason", Account], "The exit of {symbol} is outstanding: {reason}; it is tried until the position is gone")
    {
        Stands = true,
    };

    /// <summary>An exit that was outstanding is done.</summary>
    public static NoticeKind ExitDone { get; } = new(
        "exitDone", NoticeSeverity.Info, ["signal", "symbol", "position", "verdict", Account, Lasted], "The exit of {symbol} is outstanding no more after {lasted}: {verdict}")
    {
        Ends = ExitOutstanding,
    };

    /// <summary>Entries pause after failures in a row.</summary>
    public static NoticeKind BreakerOpen { get; } = new(
        "breakerOpen", NoticeSeverity.Warning, [Account, "failures", "until"], "Entries to {account} pause until {until} after {failures} failures in a row")
    {
        Stands = true,
    };

    /// <summary>The account takes entries again.</summary>
    public static NoticeKind BreakerClosed { get; } = new(
        "breakerClosed", NoticeSeverity.Info, [Account, Lasted], "{account} takes entries again after {lasted}")
    {
        Ends = BreakerOpen,
        IsHeld = true,
    };

    /// <summary>Trades of a market are missing, for longer than is tolerated.</summary>
    public static NoticeKind GapFound { get; } = new(
        "gapFound", NoticeSeverity.Warning, ["market", "symbol", "from", "to", "length", "missing", "reason"], "{market} lacks trades of {length} from {from}: {reason}")
    {
        Stands = true,
        IsHeld = true,
    };

    /// <summary>Trades that were missing have been found.</summary>
    public static NoticeKind GapFilled { get; } = new(
        "gapFilled", NoticeSeverity.Info, ["market", "symbol", "from", "to", "length", "by", Lasted], "{market}: the trades of {length} from {from} have been found: {by}")
    {
        Ends = GapFound,
    };

    /// <summary>A feed is not connected.</summary>
    public static NoticeKind FeedStale { get; } = new(
        "feedStale", NoticeSeverity.Warning, ["feed", "exchange", "state", "markets", "reason"], "{feed} delivers nothing, {markets} markets: {reason}")
    {
        Stands = true,
        IsHeld = true,
    };

    /// <summary>A feed that was not connected is again.</summary>
    public static NoticeKind FeedBack { get; } = new(
        "feedBack", NoticeSeverity.Info, ["feed", "exchange", "markets", Lasted], "{feed} delivers again after {lasted}")
    {
        Ends = FeedStale,
        IsHeld = true,
    };

    /// <summary>The service does not do its job.</summary>
    public static NoticeKind NotReady { get; } = new("notReady", NoticeSeverity.Critical, ["level", "reason"], "The service is not ready: {reason}")
    {
        Stands = true,
        IsHeld = true,
    };

    /// <summary>The service does its job again.</summary>
    public static NoticeKind Ready { get; } = new("ready", NoticeSeverity.Info, ["level", Lasted], "The service is ready again after {lasted}")
    {
        Ends = NotReady,
        IsHeld = true,
    };

    /// <summary>A person or the account itself closed a position of ours.</summary>
    public static NoticeKind ClosedElsewhere { get; } = new(
        "closedElsewhere", NoticeSeverity.Warning, ["signal", "symbol", "price", "profit", "reason", "position", Account], "Position {position} of {symbol} was closed by other hands at {price}, profit {profit}: {reason}");

    /// <summary>A position of ours is gone without a trace.</summary>
    public static NoticeKind PositionLost { get; } = new(
        "positionLost", NoticeSeverity.Critical, ["signal", "symbol", "position", Account], "Position {position} of {symbol} is neither open nor among the closed ones: was the account's database replaced?");

    /// <summary>Somebody paused entries, let them go again, or closed a position by hand.</summary>
    public static NoticeKind KillSwitch { get; } = new("killSwitch", NoticeSeverity.Warning, ["action"], "By hand: {action}")
    {
        IsRepeated = true,
    };

    /// <summary>A rule of <c>Alerts</c> is met.</summary>
    public static NoticeKind Alert { get; } = new("alert", NoticeSeverity.Warning, ["alert", "service", "reason"], "Alert {alert}: {reason}")
    {
        Stands = true,
    };

    /// <summary>A rule of <c>Alerts</c> is met no longer.</summary>
    public static NoticeKind AlertOver { get; } = new("alertOver", NoticeSeverity.Info, ["alert", "service", "reason", Lasted], "Alert {alert} is over after {lasted}: it was {reason}")
    {
        Ends = Alert,
    };

    /// <summary>A critical rule of <c>Alerts</c> is met.</summary>
    public static NoticeKind Alarm { get; } = new("alarm", NoticeSeverity.Critical, ["alert", "service", "reason"], "Alert {alert}: {reason}")
    {
        Stands = true,
    };

    /// <summary>A critical rule of <c>Alerts</c> is met no longer.</summary>
    public static NoticeKind AlarmOver { get; } = new("alarmOver", NoticeSeverity.Info, ["alert", "service", "reason", Lasted], "Alert {alert} is over after {lasted}: it was {reason}")
    {
        Ends = Alarm,
    };

    /// <summary>Sent when somebody asks for it.</summary>
    public static NoticeKind Test { get; } = new("test", NoticeSeverity.Info, ["channel"], "A test of {channel}")
    {
        IsRepeated = true,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NoticeKind> All { get; } =
    [
        EntryFilled, ExitFilled, Refused, Orphan, ExitOutstanding, ExitDone, BreakerOpen, BreakerClosed, GapFound, GapFilled, FeedStale, FeedBack,
        NotReady, Ready, ClosedElsewhere, PositionLost, KillSwitch, Alert, AlertOver, Alarm, AlarmOver, Test,
    ];

    /// <summary>Name of the account that it is about: filled in where there are several, and told first then where a text does not use it.</summary>
    public const string Account = "account";

    /// <summary>How long what ended has stood: filled in by whoever tells it.</summary>
    public const string Lasted = "lasted";

    /// <summary>The kind of this name, letter case aside; null when there is none.</summary>
    public static NoticeKind? Find(string name) => All.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
