using Polly;
using Polly.Retry;

namespace SqueezeFlow.Storage.Spool.Sending;

/// <summary>Repeats what was not answered until it is, with waits that grow from a tenth of a second to half a minute.</summary>
internal sealed class Retry(TimeProvider clock)
{
    /// <summary>Median of the first wait.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    /// <summary>No wait is longer.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly ResiliencePipeline<SendResult> _pipeline = new ResiliencePipelineBuilder<SendResult> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<SendResult>
        {
            ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Result.Verdict == SendVerdict.Unreachable),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstWait,
            MaxDelay = LongestWait,
        })
        .Build();

    /// <summary>The first answer that is one.</summary>
    public ValueTask<SendResult> RunAsync(Func<CancellationToken, ValueTask<SendResult>> attempt, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(attempt, cancellationToken);
}
