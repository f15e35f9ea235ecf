namespace SqueezeFlow.Storage.Redis;

/// <summary>Says how long to wait before the next call: a second after a failure, longer after five in a row, and then for one call each time. For one caller.</summary>
/// <param name="pause">The longer wait.</param>
/// <param name="clock">Drives the waits.</param>
internal sealed class CircuitBreaker(TimeSpan pause, TimeProvider clock)
{
    /// <summary>Failures in a row from which calls pause.</summary>
    public const int FailuresBeforePause = 5;

    /// <summary>Wait after a failure that is not the fifth in a row.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private int _failures;
    private long _failedAt;

    /// <summary>What is left to wait; zero when a call may be made.</summary>
    public TimeSpan Wait
    {
        get
        {
            var whole = _failures == 0 ? TimeSpan.Zero : _failures < FailuresBeforePause ? FirstWait : pause;
            var left = whole - clock.GetElapsedTime(_failedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A call was answered.</summary>
    public void Succeed() => _failures = 0;

    /// <summary>A call was not.</summary>
    public void Fail()
    {
        _failures = Math.Min(_failures + 1, FailuresBeforePause);
        _failedAt = clock.GetTimestamp();
    }
}
