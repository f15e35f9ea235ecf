namespace SqueezeFlow.Silo.Hosting.Cluster;

/// <summary>
/// Ends the process at once when the silo cannot go on: the others have declared it dead and its work is theirs by now, or a part that it cannot do without has failed.
/// Whoever looks after processes starts it again.
/// </summary>
internal sealed partial class DeadSilo(ILogger<DeadSilo> log) : IFatalErrorHandler
{
    private static int _isEnding;

    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) != 0)
        {
            return;
        }

        HostingMetrics.StopFailures.Add(1);
        var reason = context ?? exception?.Message ?? "unknown";
        LogEnds(reason, exception);
        Console.Error.WriteLine($"this silo cannot go on and ends with exit code {ExitCode.Failed}; it has to be started again: {reason}");
        Environment.Exit(ExitCode.Failed);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The silo cannot go on: {Reason}")]
    private partial void LogEnds(string reason, Exception? exception);
}
