namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>The host's clock, as the agenda has it.</summary>
internal sealed class ModelClock(Agenda agenda) : TimeProvider
{
    private int _timers;

    /// <summary>Timers that wait.</summary>
    public int Timers => Volatile.Read(ref _timers);

    public override long TimestampFrequency => 1_000;

    public override long GetTimestamp() => agenda.NowMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(agenda.NowMs);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Once(this, agenda, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    // Nothing in the model wants a period.
    private sealed class Once(ModelClock clock, Agenda agenda, Action act) : ITimer
    {
        private int _generation;
        private bool _isSet;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Clear();
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                var generation = ++_generation;
                _isSet = true;
                Interlocked.Increment(ref clock._timers);
                agenda.At(agenda.NowMs + (long)Math.Ceiling(dueTime.TotalMilliseconds), () => Fire(generation));
            }

            return true;
        }

        public void Dispose() => Clear();

        public ValueTask DisposeAsync()
        {
            Clear();
            return default;
        }

        private void Fire(int generation)
        {
            if (_isSet && generation == _generation)
            {
                Clear();
                act();
            }
        }

        private void Clear()
        {
            Interlocked.Add(ref clock._timers, _isSet ? -1 : 0);
            _isSet = false;
        }
    }
}
