namespace SqueezeFlow.Silo.Service;

/// <summary>How calls end of a part of the service that is being taken over by another process, or does not answer in time.</summary>
internal static class PassingFailure
{
    /// <summary>Whether asking again later may help.</summary>
    /// <param name="failure">What the call ended with.</param>
    /// <param name="asked">What the caller ends the call with: a call that was cancelled by anybody else had waited too long for its place in the cluster.</param>
    public static bool Is(Exception failure, CancellationToken asked) =>
        failure is TimeoutException or OrleansException || (failure is OperationCanceledException && !asked.IsCancellationRequested);
}
