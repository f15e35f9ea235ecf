namespace SqueezeFlow.Core.Views.Silos;

/// <summary>Health of one process of the cluster.</summary>
/// <param name="Name">Name of the process.</param>
/// <param name="Address">Where the other processes reach it, with the number of its start.</param>
/// <param name="Level">The worst of its parts; <c>unhealthy</c> when it does not answer.</param>
/// <param name="Ready">Whether it does its job.</param>
/// <param name="Parts">Each part; empty when it does not answer.</param>
public sealed record SiloHealth(string Name, string Address, string Level, bool Ready, IReadOnlyList<HealthPart> Parts)
{
    /// <summary>Why it does not answer; null when it does.</summary>
    public string? Problem { get; init; }
}
