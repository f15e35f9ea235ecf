using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>What a feed must not forget.</summary>
internal sealed class FeedGrainState
{
    /// <summary>Generation of the latest owner.</summary>
    public long Epoch { get; set; }

    /// <summary>What it reads; null before it was assigned.</summary>
    public FeedAssignment? Assignment { get; set; }
}
