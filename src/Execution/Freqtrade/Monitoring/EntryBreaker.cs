using System.Globalization;
using SqueezeFlow.Core.Notices;

namespace SqueezeFlow.Execution.Freqtrade.Monitoring;

/// <summary>
/// Pauses entries after failures in a row, then lets one try. Exits never ask it. Used by one entry at a time, read by many.
/// </summary>
internal sealed class EntryBreaker(string account, int failuresBeforePause, TimeSpan pause, INotifier notifier, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset? _pausedUntil;

    /// <summary>End of the pause; null while entries may be sent.</summary>
    public DateTimeOffset? PausedUntil
    {
        get
        {
            lock (_lock)
            {
                return _pausedUntil > clock.GetUtcNow() ? _pausedUntil : null;
            }
        }
    }

    /// <summary>The bot answered: it works.</summary>
    public void Succeed()
    {
        lock (_lock)
        {
            if (_pausedUntil is not null)
            {
                notifier.Notify(Notice.Of(NoticeKinds.BreakerClosed, account, ("account", account)));
            }

            _failures = 0;
            _pausedUntil = null;
        }
    }

    /// <summary>It did not. True when this begins a pause; after one, a single failed try is enough.</summary>
    public bool Fail()
    {
        lock (_lock)
        {
            _failures++;
            if (_failures < failuresBeforePause)
            {
                return false;
            }

            var until = clock.GetUtcNow() + pause;
            _pausedUntil = until;
            notifier.Notify(Notice.Of(
                NoticeKinds.BreakerOpen,
                account,
                ("account", account),
                ("failures", _failures.ToString(CultureInfo.InvariantCulture)),
                ("until", until.UtcDateTime.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture))));
            return true;
        }
    }
}
