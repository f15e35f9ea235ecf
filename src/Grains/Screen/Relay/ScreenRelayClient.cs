using Orleans.Runtime.Services;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Screen.Relay;

/// <summary>Reaches the relay of a certain process.</summary>
internal sealed class ScreenRelayClient(IServiceProvider services) : GrainServiceClient<IScreenRelayService>(services)
{
    public IScreenRelayService Of(SiloAddress silo) => GetGrainService(silo);
}
