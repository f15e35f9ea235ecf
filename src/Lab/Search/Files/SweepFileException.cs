namespace SqueezeFlow.Lab.Search.Files;

/// <summary>A result file that does not go on with this search; the message says what it has, what was expected and what would do.</summary>
public sealed class SweepFileException : Exception
{
    /// <summary>A message.</summary>
    public SweepFileException(string message)
        : base(message)
    {
    }

    /// <summary>A message with its cause.</summary>
    public SweepFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An empty message.</summary>
    public SweepFileException()
    {
    }
}
