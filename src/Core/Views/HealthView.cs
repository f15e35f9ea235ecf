using SqueezeFlow.Core.Views.Silos;

namespace SqueezeFlow.Core.Views;

/// <summary>Health of the service and of each part.</summary>
/// <param name="Level">The worst of all: <c>healthy</c>, <c>degraded</c>, <c>unhealthy</c> or <c>critical</c>.</param>
/// <param name="Ready">Whether the service does its job: joined, stores and executor usable.</param>
/// <param name="Parts">Each part.</param>
public sealed record HealthView(string Level, bool Ready, IReadOnlyList<HealthPart> Parts)
{
    /// <summary>The other processes of the cluster; empty when there are none.</summary>
    public IReadOnlyList<SiloHealth> Silos { get; init; } = [];
}
