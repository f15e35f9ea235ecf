namespace SqueezeFlow.Silo;

/// <summary>A command cannot go on, for a reason that is the user's to mend: told in one line, without a stack trace.</summary>
internal sealed class CommandFailure(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
