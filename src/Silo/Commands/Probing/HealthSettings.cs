namespace SqueezeFlow.Silo.Commands.Probing;

/// <summary>What <c>health</c> is asked to do.</summary>
/// <param name="Once">File that is made when the service is ready; once it is there, only that the process answers is asked. Null: whether it is ready is asked every time.</param>
/// <param name="Timeout">Time for the answer.</param>
internal sealed record HealthSettings(string? Once, TimeSpan Timeout);
