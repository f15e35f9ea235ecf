using SqueezeFlow.Core.Views.Silos;

namespace SqueezeFlow.Grains.Health.Silos;

/// <summary>Every process of the cluster, seen from this one. One that does not answer is named, and holds up nothing for longer than two seconds.</summary>
public interface IClusterWatch
{
    /// <summary>Whether this process speaks for all of them; of several that take part it is one at a time, for a moment none or two while one comes or goes.</summary>
    bool IsFirst { get; }

    /// <summary>Every process, this one included, by name.</summary>
    Task<IReadOnlyList<SiloView>> GetSilosAsync(CancellationToken cancellationToken);

    /// <summary>Health of the others, by name.</summary>
    Task<IReadOnlyList<SiloHealth>> GetOthersAsync(CancellationToken cancellationToken);
}
