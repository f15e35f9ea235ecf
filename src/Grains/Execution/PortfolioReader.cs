using System.Diagnostics.CodeAnalysis;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Execution;

/// <summary>
/// The account as all symbols see it: read once for as many as ask within a second, however slow it is. Runs on the executor's scheduler.
/// </summary>
/// <param name="gateway">The account.</param>
/// <param name="maxAge">How old an answer may be; zero to ask anew each time.</param>
/// <param name="clock">Wall time.</param>
/// <param name="stopping">Ends all reading.</param>
internal sealed class PortfolioReader(IOrderGateway gateway, TimeSpan maxAge, TimeProvider clock, CancellationToken stopping)
{
    /// <summary>How long one asker waits: less than a call between grains may take.</summary>
    public static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(4);

    /// <summary>After this an answer is not waited for any more, and the account is asked anew.</summary>
    public static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(60);

    // Each reading carries its own time: one that was forgotten may end after the one that took its place.
    private Reading? _reading;

    /// <summary>The account has been changed: what is known or under way is worth nothing any more.</summary>
    public void Forget() => _reading = null;

    /// <summary>The account, or what is in the way.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever an account throws is an account that cannot be read, and the answer says so.")]
    public async Task<(Portfolio? Portfolio, string? Problem)> ReadAsync()
    {
        if (_reading is null || IsOutdated(_reading))
        {
            _reading = new(clock.GetTimestamp());
            _reading.Portfolio = ReadAnewAsync(_reading);
        }

        var reading = _reading;
        try
        {
            return (await reading.Portfolio.WaitAsync(WaitTimeout, clock, stopping), null);
        }
        catch (TimeoutException) when (!reading.Portfolio.IsCompleted)
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
        reading.Portfolio.IsCompleted
            ? reading.AnsweredAt is not { } at || clock.GetElapsedTime(at) >= maxAge
            : clock.GetElapsedTime(reading.AskedAt) > GiveUp;

    private async Task<Portfolio> ReadAnewAsync(Reading reading)
    {
        using var timeout = new CancellationTokenSource(GiveUp, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        var account = await gateway.GetAccountAsync(limit.Token);
        var positions = await gateway.GetOpenPositionsAsync(limit.Token);
        reading.AnsweredAt = clock.GetTimestamp();
        return new(account, positions);
    }

    private sealed class Reading(long askedAt)
    {
        public long AskedAt => askedAt;

        public long? AnsweredAt { get; set; }

        public Task<Portfolio> Portfolio { get; set; } = null!;
    }
}
