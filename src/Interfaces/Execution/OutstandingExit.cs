namespace SqueezeFlow.Interfaces.Execution;

/// <summary>An exit that was tried and is not done.</summary>
/// <param name="SignalId">Id of its signal.</param>
/// <param name="BaseSymbol">Base coin.</param>
/// <param name="Attempts">Calls made for it.</param>
/// <param name="Since">Wall time of the first try that brought nothing.</param>
/// <param name="Reason">What the last try ended with; null when nothing is told.</param>
public sealed record OutstandingExit(string SignalId, string BaseSymbol, int Attempts, DateTimeOffset Since, string? Reason);
