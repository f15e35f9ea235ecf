using System.Diagnostics.CodeAnalysis;
using System.Net;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest.Limits;

/// <summary>
/// Lets requests to one host pass as fast as the venue allows: by weight within a sliding window, by priority, in order of arrival within
/// a priority. A tenth of the window is kept for what connections wait for: a search for missed trades uses up the rest for minutes.
/// A refusal closes it for everybody. Safe for concurrent use.
/// </summary>
/// <remarks>
/// A request's weight is given back one window after its answer, not after its departure: the venue counts arrivals, which lie between.
/// </remarks>
internal sealed class RequestGate : IDisposable
{
    /// <summary>Requests without an answer at a time; bounds how many hit the venue after it has said no.</summary>
    public const int MostUnderWay = 4;

    /// <summary>A closure that is longer fails the requests instead of keeping them.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private const int KeptPart = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BanPause = TimeSpan.FromSeconds(120);

    private readonly Lock _lock = new();
    private readonly RequestBudget _budget;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly long _origin;
    private readonly Queue<Waiter>[] _waiting = [.. Enum.GetValues<RestPriority>().Select(_ => new Queue<Waiter>())];
    private readonly Queue<(TimeSpan Until, int Weight)> _spent = new();
    private int _spentWeight;
    private int _weightUnderWay;
    private int _underWay;
    private TimeSpan _closedAt;
    private TimeSpan _closedUntil;
    private TimeSpan _pause = FirstPause;

    public RequestGate(RequestBudget budget, TimeProvider clock)
    {
        _budget = budget;
        _clock = clock;
        _origin = clock.GetTimestamp();
        _timer = clock.CreateTimer(static gate => ((RequestGate)gate!).Admit(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Part of the limit that may be used here; others use the rest.</summary>
    public Func<double> Share { get; init; } = static () => 1;

    /// <summary>Told of each refusal, with the time for which nobody passes.</summary>
    public Action<TimeSpan> Refused { get; init; } = static _ => { };

    /// <summary>Whether anybody waits.</summary>
    public bool IsWaitedFor
    {
        get
        {
            lock (_lock)
            {
                return TryFirst(out _, out _);
            }
        }
    }

    private TimeSpan Now => _clock.GetElapsedTime(_origin);

    /// <summary>Waits for the right to one request.</summary>
    /// <exception cref="HttpRequestException">The venue has closed the gate for longer than <see cref="LongestWait"/>.</exception>
    public async ValueTask<RequestPass> EnterAsync(int weight, RestPriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(Math.Clamp(weight, 1, _budget.Weight));
        lock (_lock)
        {
            if (_closedUntil - Now > LongestWait)
            {
                throw Closed();
            }

            _waiting[(int)priority].Enqueue(waiter);
        }

        Admit();
        waiter.HasWaited = !waiter.Admission.Task.IsCompleted;
        await using var leaving = cancellationToken
            .UnsafeRegister(static (w, token) => ((Waiter)w!).Admission.TrySetCanceled(token), waiter)
            .ConfigureAwait(false);
        var since = await waiter.Admission.Task.ConfigureAwait(false);
        return new(waiter.Charge, since, waiter.HasWaited) { Per = waiter.Per };
    }

    /// <summary>Gives a right back: the answer is there, or there will be none.</summary>
    public void Leave(in RequestPass pass)
    {
        lock (_lock)
        {
            _underWay--;
            _weightUnderWay -= pass.Weight;
            Spend(pass.Weight, pass.Per);
        }

        Admit();
    }

    /// <summary>The venue took a request: the next refusal is the first of its kind again.</summary>
    public void Accept(in RequestPass pass)
    {
        lock (_lock)
        {
            if (pass.Since >= _closedUntil)
            {
                _pause = FirstPause;
            }
        }
    }

    /// <summary>The venue refused a request: nobody passes for the stated time, else for one that doubles from 1 s to 60 s, 120 s after a ban.</summary>
    public void Close(in RequestPass pass, TimeSpan? stated, bool isBan)
    {
        TimeSpan left;
        lock (_lock)
        {
            var now = Now;
            var isFirst = pass.Since >= _closedAt;
            var pause = stated ?? (isBan ? BanPause : _pause);
            if (isFirst || stated is not null)
            {
                var until = now + pause;
                _closedUntil = until > _closedUntil ? until : _closedUntil;
            }

            if (isFirst)
            {
                // Requests that were under way together are refused together, and count as one refusal.
                _closedAt = now;
                _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            }

            left = _closedUntil - now;
            FailIfTooLong(left);
        }

        if (left > TimeSpan.Zero)
        {
            Refused(left);
        }
    }

    /// <summary>The venue has refused somebody else at the same address: nobody passes for as long.</summary>
    public void CloseFor(TimeSpan pause)
    {
        lock (_lock)
        {
            var until = Now + pause;
            _closedUntil = until > _closedUntil ? until : _closedUntil;
            FailIfTooLong(pause);
        }
    }

    /// <summary>The venue's own count of the weight used in the last minute: what is above ours was used by somebody else.</summary>
    public void Observe(int usedInLastMinute)
    {
        lock (_lock)
        {
            Forget(Now);
            var used = _spentWeight + _weightUnderWay;
            if (_budget.Per == TimeSpan.FromMinutes(1) && usedInLastMinute > used)
            {
                Spend(usedInLastMinute - used, _budget.Per);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Spend(int weight, TimeSpan per)
    {
        _spent.Enqueue((Now + per, weight));
        _spentWeight += weight;
    }

    private void Forget(TimeSpan now)
    {
        while (_spent.TryPeek(out var oldest) && oldest.Until <= now)
        {
            _spentWeight -= _spent.Dequeue().Weight;
        }
    }

    private void Admit()
    {
        lock (_lock)
        {
            var now = Now;
            Forget(now);
            while (TryFirst(out var queue, out var most))
            {
                var waiter = queue.Peek();
                (waiter.Charge, waiter.Per) = ChargeOf(waiter.Weight, most);
                if (OpensAt(now, waiter.Charge, most) is var opens && opens > now)
                {
                    Wake(opens - now);
                    return;
                }

                queue.Dequeue();
                if (waiter.Admission.TrySetResult(now))
                {
                    _underWay++;
                    _weightUnderWay += waiter.Charge;
                }
            }
        }
    }

    // Whoever has a part of the limit only pays for the others too: what is more than the whole limit keeps it for longer.
    private (int Weight, TimeSpan Per) ChargeOf(int weight, int most)
    {
        var charge = Math.Ceiling(weight / Share());
        return charge <= most ? ((int)charge, _budget.Per) : (most, _budget.Per * (charge / most));
    }

    private void FailIfTooLong(TimeSpan pause)
    {
        if (pause > LongestWait)
        {
            FailAll();
        }
    }

    // Those whose turn it is, and how much of the window may be in use once one of them has passed.
    private bool TryFirst([NotNullWhen(true)] out Queue<Waiter>? first, out int most)
    {
        for (var priority = RestPriority.Ticket; (int)priority < _waiting.Length; priority++)
        {
            var queue = _waiting[(int)priority];
            while (queue.TryPeek(out var waiter) && waiter.Admission.Task.IsCompleted)
            {
                queue.Dequeue();
            }

            if (queue.Count > 0)
            {
                (first, most) = (queue, priority < RestPriority.BackFill ? _budget.Weight : _budget.Weight - (_budget.Weight / KeptPart));
                return true;
            }
        }

        (first, most) = (null, 0);
        return false;
    }

    // When a request of this weight may pass by what is known now; TimeSpan.MaxValue when only an answer can tell.
    private TimeSpan OpensAt(TimeSpan now, int weight, int most)
    {
        if (_underWay >= MostUnderWay)
        {
            return TimeSpan.MaxValue;
        }

        var opens = _closedUntil > now ? _closedUntil : now;
        var excess = _spentWeight + _weightUnderWay + weight - most;
        foreach (var (until, spent) in _spent)
        {
            if (excess <= 0)
            {
                break;
            }

            opens = until > opens ? until : opens;
            excess -= spent;
        }

        return excess <= 0 ? opens : TimeSpan.MaxValue;
    }

    private void Wake(TimeSpan delay)
    {
        if (delay < LongestWait + LongestWait)
        {
            // Never zero: a timer that rings a little early must not spin.
            var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
            _timer.Change(rounded, Timeout.InfiniteTimeSpan);
        }
    }

    private void FailAll()
    {
        foreach (var waiter in _waiting.SelectMany(queue => queue))
        {
            waiter.Admission.TrySetException(Closed());
        }
    }

    private HttpRequestException Closed() =>
        new($"the venue wants no request for another {_closedUntil - Now:d\\.hh\\:mm\\:ss}", null, HttpStatusCode.TooManyRequests);

    private sealed class Waiter(int weight)
    {
        public int Weight => weight;

        public int Charge { get; set; }

        public TimeSpan Per { get; set; }

        public bool HasWaited { get; set; }

        public TaskCompletionSource<TimeSpan> Admission { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
