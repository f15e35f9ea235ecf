using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Grains.Health;

/// <summary>Answers for the health of one part. Every registered probe is asked; a probe that throws or takes over five seconds counts as critical.</summary>
public interface IHealthProbe
{
    /// <summary>Whether the service is not ready while this part is unhealthy or critical.</summary>
    bool IsRequired { get; }

    /// <summary>Name of the part, where it does not follow from that of the type: for one that is there several times.</summary>
    string? PartName => null;

    /// <summary>Looks.</summary>
    ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken);
}
