using Microsoft.Extensions.Logging;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>
/// Evaluates a symbol's bars beside its calls: trades are counted while the account, the venue's history or the state's store take their time. Runs on the
/// grain's scheduler.
/// </summary>
/// <param name="book">The symbol's flow.</param>
/// <param name="evaluator">Evaluates one bar after another.</param>
/// <param name="services">Market time.</param>
/// <param name="options">When bars are evaluated.</param>
/// <param name="ended">Called when nothing is ready any more, or when a bar could not be evaluated.</param>
/// <param name="logger">Told of a failure, once until it has passed.</param>
internal sealed class EvaluationLoop(SymbolBook book, SymbolEvaluator evaluator, SymbolServices services, EvaluationOptions options, Action ended, ILogger logger)
{
    private Task _running = Task.CompletedTask;
    private long _formingUnixMs;

    /// <summary>Whether the last bar could not be evaluated, and is to be tried again.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Market time at which the forming bar is evaluated next; null where it is not.</summary>
    public long? FormingDueUnixMs => options.EvaluateFormingBar ? _formingUnixMs + (long)options.RunInterval.TotalMilliseconds : null;

    /// <summary>Whether a bar is being evaluated.</summary>
    public bool IsRunning => !_running.IsCompleted;

    /// <summary>Begins, unless it is under way, when a bar is ready.</summary>
    /// <param name="leaving">The symbol is left.</param>
    public void Begin(CancellationToken leaving)
    {
        if (options.Mode.RunsByWallTime && _running.IsCompleted && (book.Flow.NextReadyUnixMs > 0 || IsFormingDue))
        {
            _running = RunAsync(leaving);
        }
    }

    /// <summary>Waits until it has ended.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _running.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Whatever hangs, hangs on: the bar is not taken from its queue, and is evaluated after the next start.
            SymbolMetrics.LeftEvaluations.Add(1);
        }
    }

    private bool IsFormingDue => services.Market.NowUnixMs >= FormingDueUnixMs;

    private async Task RunAsync(CancellationToken leaving)
    {
        try
        {
            do
            {
                await evaluator.EvaluateAsync(long.MaxValue, leaving);
                if (IsFormingDue)
                {
                    _formingUnixMs = services.Market.NowUnixMs ?? 0;
                    await evaluator.EvaluateFormingAsync(leaving);
                }
            }
            while (book.Flow.NextReadyUnixMs > 0);

            HasFailed = false;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            SymbolMetrics.LeftEvaluations.Add(1);
        }
        catch (Exception e)
        {
            OutboxMetrics.EvaluationFailures.Add(1);
            if (!HasFailed)
            {
                SymbolLog.EvaluationFailed(logger, book.Flow.Symbol, e);
            }

            HasFailed = true;
        }

        ended();
    }
}
