using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Screen.Relay;

/// <summary>Answers the other processes. Made by the silo, once in each.</summary>
[Reentrant]
public sealed class ScreenRelayService(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, IServiceProvider services)
    : GrainService(id, silo, loggers), IScreenRelayService
{
    private readonly ScreenOutlets _outlets = services.GetRequiredService<ScreenOutlets>();
    private readonly ScreenInlet _inlet = services.GetRequiredService<ScreenInlet>();

    /// <inheritdoc/>
    public Task<bool> ListenAsync(ScreenInterest interest) => _outlets.ListenAsync(interest);

    /// <inheritdoc/>
    public Task LeaveAsync(string listener) => _outlets.LeaveAsync(listener);

    /// <inheritdoc/>
    public Task DeliverAsync(string source, string stream, long number, byte[] events)
    {
        _inlet.Take(source, stream, number, events);
        return Task.CompletedTask;
    }
}
