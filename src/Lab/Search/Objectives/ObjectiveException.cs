namespace SqueezeFlow.Lab.Search.Objectives;

/// <summary>An objective that cannot be read; the message says where, what was found and what would do.</summary>
public sealed class ObjectiveException : Exception
{
    /// <summary>A message.</summary>
    public ObjectiveException(string message)
        : base(message)
    {
    }

    /// <summary>A message with its cause.</summary>
    public ObjectiveException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An empty message.</summary>
    public ObjectiveException()
    {
    }
}
