namespace SqueezeFlow.Silo.Service;

/// <summary>What this process was started for.</summary>
/// <param name="Name"><c>live</c>, <c>demo</c> or <c>replay</c>.</param>
/// <param name="StartedAt">Wall time of the start.</param>
/// <param name="IsEndless">Whether it runs until it is stopped, so that old data must go; a run with an end keeps all it made.</param>
internal sealed record ServiceMode(string Name, DateTimeOffset StartedAt, bool IsEndless = true)
{
    /// <summary>Whether market time is wall time.</summary>
    public bool IsLive => Name == "live";

    /// <summary>Seconds of market time per wall second; null where it is not held to any.</summary>
    public double? Speed { get; init; } = 1;

    /// <summary>Whether orders may go to a bot where one is configured; else they are traded on paper.</summary>
    public bool MayUseBot { get; init; } = Name == "live";
}
