namespace SqueezeFlow.Storage.Tests.Redis.Owners;

/// <summary>The clock of a process that can be paused: its timers come late, the time goes on.</summary>
internal sealed class PausedClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Action> _late = [];
    private bool _isPaused;

    public void Pause()
    {
        lock (_gate)
        {
            _isPaused = true;
        }
    }

    public void GoOn()
    {
        Action[] late;
        lock (_gate)
        {
            _isPaused = false;
            late = [.. _late];
            _late.Clear();
        }

        Array.ForEach(late, act => act());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(_ => Fire(() => callback(state)), null, dueTime, period);

    private void Fire(Action act)
    {
        lock (_gate)
        {
            if (_isPaused)
            {
                _late.Add(act);
                return;
            }
        }

        act();
    }
}
