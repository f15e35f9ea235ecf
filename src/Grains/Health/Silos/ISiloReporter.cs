using SqueezeFlow.Core.Views.Silos;

namespace SqueezeFlow.Grains.Health.Silos;

/// <summary>Speaks for this process.</summary>
public interface ISiloReporter
{
    /// <summary>This process at a glance.</summary>
    SiloView View();

    /// <summary>Health of its parts as it was seen last: whoever asks waits for no part that is slow.</summary>
    Task<SiloHealth> GetHealthAsync(CancellationToken cancellationToken);
}
