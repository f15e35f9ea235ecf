namespace SqueezeFlow.Client;

/// <summary>A command cannot go on. The message is the one line that the user reads.</summary>
internal class ConsoleFailure(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the process answers.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>A bad value: which one, what it is, and what would do.</summary>
    public static ConsoleFailure BadValue(string name, string? value, string fix) =>
        new(ConsoleExit.BadUsage, $"{name}: '{value}' {fix}");
}
