using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Commands.Running;

/// <summary>Commands that go on until somebody stops them.</summary>
internal static class Live
{
    /// <summary>Runs for so many seconds, or until interrupted; both are a good end.</summary>
    public static async Task<int> RunAsync(
        Terminal terminal,
        double? seconds,
        Func<CancellationToken, Task> body,
        CancellationToken cancellationToken)
    {
        using var ending = new CancellationTokenSource(
            seconds is { } span ? TimeSpan.FromSeconds(span) : Timeout.InfiniteTimeSpan, terminal.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending.Token);
        try
        {
            await body(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return ConsoleExit.Done;
        }

        return ConsoleExit.Done;
    }
}
