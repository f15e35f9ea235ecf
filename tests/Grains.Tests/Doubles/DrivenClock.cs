using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Doubles;

/// <summary>A clock that goes on by itself, and that a test moves forward as far as it likes.</summary>
internal sealed class DrivenClock : ManualClock
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly Task _going;
    private volatile bool _isStopped;

    public DrivenClock()
        : base(new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero)) => _going = GoAsync();

    public long NowUnixMs => GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>It goes on by itself no longer.</summary>
    public async Task StopAsync()
    {
        _isStopped = true;
        await _going;
    }

    private async Task GoAsync()
    {
        using var timer = new PeriodicTimer(Step);
        while (!_isStopped && await timer.WaitForNextTickAsync())
        {
            Advance(Step);
        }
    }
}
