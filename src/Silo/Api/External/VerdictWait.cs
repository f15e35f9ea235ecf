using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.External;

/// <summary>Waits for what the executor makes of a signal.</summary>
internal sealed class VerdictWait(IGrainAccess grains, TimeProvider clock)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>The signal with its verdict; null when there is none in time.</summary>
    public async Task<SignalRecord?> WaitAsync(Signal signal, TimeSpan most, CancellationToken stop)
    {
        var end = Task.Delay(most, clock, stop);
        while (!end.IsCompleted)
        {
            var asking = AskAsync(signal, stop);
            if (await Task.WhenAny(asking, end) == asking && await asking is { } verdict)
            {
                return verdict;
            }
        }

        stop.ThrowIfCancellationRequested();
        return null;
    }

    // The executor answers within seconds, with nothing when there is nothing yet. One that fails does so at once, and again.
    private async Task<SignalRecord?> AskAsync(Signal signal, CancellationToken stop)
    {
        try
        {
            return await grains.ExecutorOf(signal.Account ?? AccountNames.Main).SettleAsync(signal.Id);
        }
        catch (Exception e) when (PassingFailure.Is(e, stop))
        {
            ApiMetrics.Failures.Add(1);
            await Task.Delay(AfterFailure, clock, stop);
            return null;
        }
    }
}
