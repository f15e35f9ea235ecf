using SqueezeFlow.Core.Views.Silos;

namespace SqueezeFlow.Grains.Health.Silos;

/// <summary>A process that is a cluster of its own.</summary>
/// <param name="own">This process.</param>
public sealed class LoneSilo(ISiloReporter own) : IClusterWatch
{
    /// <inheritdoc/>
    public bool IsFirst => true;

    /// <inheritdoc/>
    public Task<IReadOnlyList<SiloView>> GetSilosAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SiloView>>([own.View()]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SiloHealth>> GetOthersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SiloHealth>>([]);
}
