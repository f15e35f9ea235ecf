namespace SqueezeFlow.Client.Offline.Reading;

/// <summary>A vector file that cannot be read: its message is one line with file, place, value and what was expected.</summary>
public sealed class DataFormatException : Exception
{
    /// <summary>A message without a place.</summary>
    public DataFormatException(string message)
        : base(message)
    {
    }

    /// <summary>A message with its cause.</summary>
    public DataFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An empty message.</summary>
    public DataFormatException()
    {
    }

    internal DataFormatException(string file, string place, string found, string expected)
        : base($"{file}: {place}: found {found}, expected {expected}")
    {
    }
}
