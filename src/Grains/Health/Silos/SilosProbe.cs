using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Grains.Health.Silos;

/// <summary>
/// Whether this process takes part in its cluster, and whether the others answer: not taking part is unhealthy; an other that is silent, and processes
/// of different versions, are degraded, since the cluster goes on.
/// </summary>
internal sealed class SilosProbe(ISiloStatusOracle status, IClusterWatch watch) : IHealthProbe
{
    public bool IsRequired => true;

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        var silos = await watch.GetSilosAsync(cancellationToken);
        var silent = silos.Where(silo => silo.State == SiloStates.Silent).ToArray();
        string[] versions = [.. silos.Select(silo => silo.Version).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        var (level, reason) = (status.CurrentStatus, silent.Length, versions.Length) switch
        {
            (not SiloStatus.Active, _, _) => (HealthLevels.Unhealthy, $"this process takes no part in the cluster: {status.CurrentStatus}"),
            (_, > 0, _) => (HealthLevels.Degraded, $"does not answer: {NameList.Some([.. silent.Select(silo => $"{silo.Name} at {silo.Address} ({silo.Problem})")])}"),
            (_, _, > 1) => (HealthLevels.Degraded, $"processes of several versions: {string.Join(", ", versions)}"),
            _ => (HealthLevels.Healthy, $"{silos.Count} {(silos.Count == 1 ? "process takes" : "processes take")} part"),
        };
        return new("silos", level, reason, new Dictionary<string, double>
        {
            ["silos"] = silos.Count(silo => silo.State == SiloStates.Active),
            ["silent"] = silent.Length,
        });
    }
}
