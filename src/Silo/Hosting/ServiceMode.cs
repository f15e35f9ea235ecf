namespace SqueezeFlow.Silo.Hosting;

/// <summary>What this process was started for.</summary>
/// <param name="Name"><c>live</c>, <c>demo</c> or <c>replay</c>.</param>
/// <param name="StartedAt">Wall time of the start.</param>
internal sealed record ServiceMode(string Name, DateTimeOffset StartedAt)
{
    /// <summary>Whether market time is wall time.</summary>
    public bool IsLive => Name == "live";
}
