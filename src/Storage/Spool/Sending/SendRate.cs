namespace SqueezeFlow.Storage.Spool.Sending;

/// <summary>Points a second over the last ten seconds. For callers who take turns.</summary>
internal sealed class SendRate(TimeProvider clock)
{
    /// <summary>Seconds that count.</summary>
    public const int Seconds = 10;

    private readonly long[] _points = new long[Seconds];
    private readonly long _start = clock.GetTimestamp();
    private long _second;

    /// <summary>The rate now.</summary>
    public double PerSecond
    {
        get
        {
            Move();
            return _points.Sum() / (double)Seconds;
        }
    }

    /// <summary>Counts points.</summary>
    public void Add(long points)
    {
        Move();
        _points[_second % Seconds] += points;
    }

    private void Move()
    {
        var now = (long)clock.GetElapsedTime(_start).TotalSeconds;
        for (var passed = Math.Min(now - _second, Seconds); passed > 0; passed--)
        {
            _points[(now - passed + 1) % Seconds] = 0;
        }

        _second = Math.Max(now, _second);
    }
}
