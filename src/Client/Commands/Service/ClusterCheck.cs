using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Silos;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>Whether every process of the cluster answers, does its job, and is of one version.</summary>
internal static class ClusterCheck
{
    private const string Name = "silos";

    /// <summary>Judges by what the status tells; null for one process alone.</summary>
    public static Check? Of(StatusView status)
    {
        if (status.Cluster == "embedded" || status.Silos.Count == 0)
        {
            return null;
        }

        string[] faults =
        [
            .. status.Silos.Where(silo => silo.Problem is not null).Select(silo => $"{silo.Name} does not answer: {silo.Problem}"),
            .. status.Silos.Where(silo => silo is { Problem: null, Ready: false }).Select(silo => $"{silo.Name} is not ready ({silo.State}, {silo.Health ?? "health unknown"})"),
        ];
        var versions = status.Silos.Select(silo => silo.Version).OfType<string>().Distinct().OrderBy(Versions.OrderOf).ToArray();
        var found = $"{Figures.Count(status.Silos.Count)}, {string.Join(" and ", versions)}";
        return faults.Length > 0
            ? Check.Wrong(Name, $"{found}; {string.Join("; ", faults)}", "see the log of that process, and docs/operations.md")
            : versions.Length > 1
                ? Check.Note(Name, $"{found}: {Older(status.Silos, versions[^1])}", "finish the upgrade, or go back: different versions are meant for minutes")
                : Check.Ok(Name, found);
    }

    private static string Older(IEnumerable<SiloView> silos, string newest) => string.Join(", ", silos.Where(silo => silo.Version != newest).Select(silo => $"{silo.Name} has {silo.Version}"));
}
