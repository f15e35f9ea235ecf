using SqueezeFlow.Core.Notices;
using SqueezeFlow.Notifications.Messages;
using SqueezeFlow.Notifications.Settings;

namespace SqueezeFlow.Notifications.Gate;

/// <summary>
/// Decides what is told at all: the same thing once, what stands once until it is over, and what comes and goes only when it lasts, the longer the
/// more often it has come back. Safe for concurrent use; tells in order.
/// </summary>
/// <param name="options">Times.</param>
/// <param name="clock">Wall time.</param>
/// <param name="tell">Takes what is told; must not wait.</param>
internal sealed class NoticeGate(NotificationOptions options, TimeProvider clock, Action<TimedNotice> tell)
{
    /// <summary>Time after which it is forgotten how often something has come back.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    /// <summary>Time after which something that still stands may be forgotten, so that its end is not told.</summary>
    public static readonly TimeSpan LongMemory = TimeSpan.FromDays(1);

    /// <summary>Things that are remembered at most, of each sort; beyond them everything is told as it comes.</summary>
    public const int MostRemembered = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, string Subject), Standing> _standing = [];
    private readonly Dictionary<(string Kind, string Subject), DateTimeOffset> _told = [];

    /// <summary>When something is due that nobody has to say; null while nothing is.</summary>
    public DateTimeOffset? NextDueAt
    {
        get
        {
            lock (_gate)
            {
                return _standing.Values.Where(known => known.Next is not null).Select(known => (DateTimeOffset?)known.DueAt).Min();
            }
        }
    }

    /// <summary>Takes a notice.</summary>
    public void Take(Notice notice)
    {
        if (notice.Kind.Stands && notice.Length < options.GapsFrom)
        {
            NotificationMetrics.Suppress("short");
            return;
        }

        lock (_gate)
        {
            var now = clock.GetUtcNow();
            Forget(now);
            if (notice.Kind.Ends is { } ended)
            {
                End(notice, (ended.Name, notice.Subject), now);
            }
            else if (notice.Kind.Stands)
            {
                Raise(notice, now);
            }
            else
            {
                TellOnce(notice, now);
            }
        }
    }

    /// <summary>Forgets something that stands; nothing is said of it.</summary>
    public void Withdraw(NoticeKind kind, string subject)
    {
        lock (_gate)
        {
            _standing.Remove((kind.Name, subject));
        }
    }

    /// <summary>Tells what has lasted long enough.</summary>
    public void TellDue()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            foreach (var known in _standing.Values.Where(known => known.Next is not null && known.DueAt <= now).OrderBy(known => known.DueAt).ToList())
            {
                Tell(known, now);
            }
        }
    }

    private void Raise(Notice notice, DateTimeOffset now)
    {
        var key = (notice.Kind.Name, notice.Subject);
        if (!_standing.TryGetValue(key, out var known))
        {
            if (_standing.Count >= MostRemembered)
            {
                tell(new(notice, now));
                return;
            }

            _standing[key] = known = new() { Since = now };
        }
        else if (known is { IsTold: true, Next: null })
        {
            NotificationMetrics.Suppress("stands");
            return;
        }
        else if (known is { IsTold: true })
        {
            // It was about to be told as over, and is not.
            known.Next = null;
            known.Returns++;
            known.ChangedAt = now;
            NotificationMetrics.Suppress("flapping");
            return;
        }
        else if (known.Next is not null)
        {
            known.Next = notice;
            NotificationMetrics.Suppress("held");
            return;
        }
        else
        {
            known.Returns = now - known.ChangedAt < Memory ? known.Returns + 1 : 0;
            known.Since = now;
        }

        Plan(known, notice, now);
    }

    private void End(Notice notice, (string Kind, string Subject) key, DateTimeOffset now)
    {
        if (!_standing.TryGetValue(key, out var known) || known is { IsTold: false, Next: null })
        {
            return;
        }

        if (!known.IsTold)
        {
            // It did not last: nobody has heard of it.
            known.Next = null;
            known.ChangedAt = now;
            NotificationMetrics.Suppress("held");
            return;
        }

        if (known.Next is null)
        {
            Plan(known, notice, now);
        }
    }

    private void Plan(Standing known, Notice notice, DateTimeOffset now)
    {
        known.Next = notice;
        known.ChangedAt = now;
        known.DueAt = now + known.HoldOf(notice.Kind, options.SettleAfter);
        if (known.DueAt <= now)
        {
            Tell(known, now);
        }
    }

    private void Tell(Standing known, DateTimeOffset now)
    {
        var notice = known.Next!;
        known.Next = null;
        known.IsTold = notice.Kind.Ends is null;
        if (!known.IsTold)
        {
            Dictionary<string, string> values = new(notice.Values, StringComparer.Ordinal) { [NoticeKinds.Lasted] = SpanText.Of(known.ChangedAt - known.Since) };
            notice = notice with { Values = values };
        }

        known.ChangedAt = now;
        tell(new(notice, now));
    }

    private void TellOnce(Notice notice, DateTimeOffset now)
    {
        var key = (notice.Kind.Name, notice.Subject);
        if (!notice.Kind.IsRepeated && options.RepeatAfter > TimeSpan.Zero)
        {
            if (_told.TryGetValue(key, out var at) && now - at < options.RepeatAfter)
            {
                NotificationMetrics.Suppress("repeated");
                return;
            }

            _told[key] = now;
        }

        tell(new(notice, now));
    }

    private void Forget(DateTimeOffset now)
    {
        if (_told.Count >= MostRemembered)
        {
            foreach (var (key, _) in _told.Where(pair => now - pair.Value >= options.RepeatAfter).Concat(_told.OrderBy(pair => pair.Value).Take(MostRemembered / 2)).ToList())
            {
                _told.Remove(key);
            }
        }

        if (_standing.Count < MostRemembered / 10)
        {
            return;
        }

        foreach (var (key, _) in _standing.Where(pair => pair.Value.Next is null && now - pair.Value.ChangedAt >= (pair.Value.IsTold ? LongMemory : Memory)).ToList())
        {
            _standing.Remove(key);
        }
    }
}
