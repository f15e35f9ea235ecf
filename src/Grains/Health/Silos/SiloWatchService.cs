using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using SqueezeFlow.Core.Views.Silos;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Health.Silos;

/// <summary>Answers the other processes. Made by the silo, once in each.</summary>
[Reentrant]
public sealed class SiloWatchService(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, ISiloReporter own)
    : GrainService(id, silo, loggers), ISiloWatchService
{
    /// <inheritdoc/>
    public Task<SiloView> GetViewAsync() => Task.FromResult(own.View());

    /// <inheritdoc/>
    public Task<SiloHealth> GetHealthAsync() => own.GetHealthAsync(StoppedCancellationTokenSource.Token);
}
