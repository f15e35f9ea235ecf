using SqueezeFlow.Core.Notices;

namespace SqueezeFlow.Notifications.Gate;

/// <summary>Something that stands until it is ended, as far as it has been told.</summary>
internal sealed class Standing
{
    /// <summary>Doublings of the wait at most: half a minute becomes sixteen.</summary>
    public const int MostDoublings = 5;

    /// <summary>Whether people have been told that it stands.</summary>
    public bool IsTold { get; set; }

    /// <summary>What is told next, if nothing comes between: that it stands, or that it is over.</summary>
    public Notice? Next { get; set; }

    /// <summary>When that is told.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Since when it has stood this time.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>The last change.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>How often it has come back.</summary>
    public int Returns { get; set; }

    /// <summary>How long a change must last before it is told: longer the more often it has come back.</summary>
    public TimeSpan HoldOf(NoticeKind kind, TimeSpan settleAfter) =>
        kind.IsHeld || Returns > 0 ? settleAfter * (1 << Math.Min(Returns, MostDoublings)) : TimeSpan.Zero;
}
