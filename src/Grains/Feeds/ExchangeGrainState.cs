namespace SqueezeFlow.Grains.Feeds;

/// <summary>What was said of a venue's markets while the service ran; it stands above the configuration.</summary>
internal sealed class ExchangeGrainState
{
    /// <summary>Market ids asked for.</summary>
    public HashSet<string> Added { get; init; } = [];

    /// <summary>Market ids no longer wanted.</summary>
    public HashSet<string> Removed { get; init; } = [];

    /// <summary>Number of the latest plan; rises with each.</summary>
    public long PlanVersion { get; set; }
}
