namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>How processes find each other.</summary>
public enum ClusterMode
{
    /// <summary>One process, no server.</summary>
    Embedded,

    /// <summary>Several processes that meet in Redis.</summary>
    Redis,
}
