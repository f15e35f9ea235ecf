using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>How processes find each other. Section <c>Cluster</c>.</summary>
public sealed class ClusterSettings
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Cluster";

    /// <summary>Alone in this process, or several over Redis.</summary>
    public ClusterMode Mode { get; set; } = ClusterMode.Embedded;

    /// <summary>Name that all processes of one service share for good: it is part of stored keys.</summary>
    [Required]
    public string ServiceId { get; set; } = "squeezeflow";

    /// <summary>Name that all processes of one deployment share.</summary>
    [Required]
    public string ClusterId { get; set; } = "squeezeflow";

    /// <summary>Port for other processes of the cluster; 0 takes a free one.</summary>
    [Range(0, 65_535)]
    public int SiloPort { get; set; }

    /// <summary>Port for cluster clients; 0 for none.</summary>
    [Range(0, 65_535)]
    public int GatewayPort { get; set; }
}
