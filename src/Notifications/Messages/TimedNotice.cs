using SqueezeFlow.Core.Notices;

namespace SqueezeFlow.Notifications.Messages;

/// <summary>A notice with the wall time at which it was given.</summary>
internal sealed record TimedNotice(Notice Notice, DateTimeOffset At);
