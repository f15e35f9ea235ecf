using System.Diagnostics.CodeAnalysis;

namespace SqueezeFlow.Grains.Execution;

/// <summary>
/// Something of the account that many ask for: read once for as many as ask within its age, however slow the account is. An asker waits less than
/// a call between grains may take, and then hears what is in the way. Runs on the executor's scheduler.
/// </summary>
/// <param name="read">Reads it.</param>
/// <param name="maxAge">How old an answer may be; zero to ask anew each time.</param>
/// <param name="clock">Wall time.</param>
/// <param name="stopping">Ends all reading.</param>
internal sealed class SharedReading<T>(Func<CancellationToken, Task<T>> read, TimeSpan maxAge, TimeProvider clock, CancellationToken stopping)
    where T : class
{
    /// <summary>How long one asker waits.</summary>
    public static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(4);

    /// <summary>After this an answer is not waited for any more, and the account is asked anew.</summary>
    public static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(60);

    // Each reading carries its own time: one that was forgotten may end after the one that took its place.
    private Reading? _reading;

    /// <summary>The account has been changed: what is known or under way is worth nothing any more.</summary>
    public void Forget() => _reading = null;

    /// <summary>What was read, or what is in the way.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever an account throws is an account that cannot be read, and the answer says so.")]
    public async Task<(T? Answer, string? Problem)> ReadAsync()
    {
        if (_reading is null || IsOutdated(_reading))
        {
            _reading = new(clock.GetTimestamp());
            _reading.Answer = ReadAnewAsync(_reading);
        }

        var reading = _reading;
        try
        {
            return (await reading.Answer.WaitAsync(WaitTimeout, clock, stopping), null);
        }
        catch (TimeoutException) when (!reading.Answer.IsCompleted)
        {
            ExecutorMetrics.Failures.Add(1);
            return (null, $"the account has not answered for {clock.GetElapsedTime(reading.AskedAt).TotalSeconds:0} s");
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            ExecutorMetrics.Failures.Add(1);
            return (null, $"the account cannot be read: {e.Message}");
        }
    }

    private bool IsOutdated(Reading reading) =>
        reading.Answer.IsCompleted
            ? reading.AnsweredAt is not { } at || clock.GetElapsedTime(at) >= maxAge
            : clock.GetElapsedTime(reading.AskedAt) > GiveUp;

    private async Task<T> ReadAnewAsync(Reading reading)
    {
        using var timeout = new CancellationTokenSource(GiveUp, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        var answer = await read(limit.Token);
        reading.AnsweredAt = clock.GetTimestamp();
        return answer;
    }

    private sealed class Reading(long askedAt)
    {
        public long AskedAt => askedAt;

        public long? AnsweredAt { get; set; }

        public Task<T> Answer { get; set; } = null!;
    }
}
