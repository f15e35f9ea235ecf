namespace SqueezeFlow.Client.Http;

/// <summary>The service said no.</summary>
/// <param name="exitCode">What the process answers.</param>
/// <param name="message">The one line that the user reads.</param>
internal sealed class ServiceRefusal(int exitCode, string message) : ConsoleFailure(exitCode, message)
{
    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What could not be used; null when the service does not say.</summary>
    public string? Value { get; init; }

    /// <summary>List of the service that holds the names it knows, e.g. <c>symbols</c>; null when it points to none.</summary>
    public string? ListOfKnown { get; init; }
}
