using Orleans.Runtime.Services;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Moves;

/// <summary>Reaches the connections of other silos.</summary>
internal sealed class FeedLinks(IServiceProvider services) : GrainServiceClient<IFeedLink>(services)
{
    /// <summary>Those of a silo.</summary>
    public IFeedLink To(SiloAddress silo) => GetGrainService(silo);
}
