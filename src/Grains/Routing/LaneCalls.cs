namespace SqueezeFlow.Grains.Routing;

/// <summary>Calls of one lane to its symbol, each repeated until it is answered.</summary>
/// <param name="symbol">Base coin.</param>
/// <param name="context">Clock and log.</param>
internal sealed class LaneCalls(string symbol, RouterContext context)
{
    private const int FirstPauseMs = 100;
    private const int LongestPauseMs = 2_000;

    /// <summary>Calls until the answer is not below 0, with a pause after each failure that grows to two seconds. A first answer below 0 is no failure: the caller tells the symbol what it lacks.</summary>
    /// <param name="call">The call.</param>
    /// <param name="sequence">Number of the batch that waits for it, for the log.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    /// <returns>The answer.</returns>
    public async Task<long> RepeatAsync(Func<Task<long>> call, long sequence, CancellationToken cancellationToken)
    {
        var isTold = false;
        for (var pause = FirstPauseMs; ; pause = Math.Min(LongestPauseMs, pause * 2))
        {
            try
            {
                var answer = await call().WaitAsync(cancellationToken);
                if (answer < 0 && !isTold)
                {
                    isTold = true;
                    answer = await call().WaitAsync(cancellationToken);
                }

                return answer >= 0 ? answer : throw new InvalidOperationException("it does not know a market that it was told of a moment ago");
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                RouterMetrics.FailedCalls.Add(1);
                RouterLog.CallFailed(context.Logger, symbol, sequence, e);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(pause), context.Clock, cancellationToken);
        }
    }
}
