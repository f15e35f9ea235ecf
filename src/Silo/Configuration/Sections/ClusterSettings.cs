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
    [RegularExpression(Name, ErrorMessage = NameFix)]
    public string ServiceId { get; set; } = "squeezeflow";

    /// <summary>Name that all processes of one deployment share: those of another see and call none of them.</summary>
    [Required]
    [RegularExpression(Name, ErrorMessage = NameFix)]
    public string ClusterId { get; set; } = "squeezeflow";

    /// <summary>Name of this process among the others; empty for host and port.</summary>
    public string SiloName { get; set; } = "";

    /// <summary>
    /// Where the others reach this process: an address, a host's name, or a network (<c>10.0.5.0/24</c>) of whose addresses the own one is taken. Empty for the
    /// address of this host's name.
    /// </summary>
    public string AdvertisedAddress { get; set; } = "";

    /// <summary>Address on which this process listens for the others; empty for loopback where the advertised one is, else for all.</summary>
    public string ListenAddress { get; set; } = "";

    /// <summary>Port for other processes of the cluster; 0 takes a free one.</summary>
    [Range(0, 65_535)]
    public int SiloPort { get; set; }

    /// <summary>Port for cluster clients; 0 for none.</summary>
    [Range(0, 65_535)]
    public int GatewayPort { get; set; }

    /// <summary>How long a start waits for a Redis that is away or not ready.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a start tries to join, and to reach those who are there.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan JoinTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time between two probes of another process, and until one counts as missed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What a probe may take at most where answers have become slow. Over <see cref="MissedProbes"/> of these times nobody votes against a process from which anything came; none for
    /// four times <see cref="ProbeTimeout"/>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan? MaxProbeTimeout { get; set; }

    /// <summary>Missed probes in a row after which a process is suspected.</summary>
    [Range(1, 100)]
    public int MissedProbes { get; set; } = 3;

    /// <summary>Processes that must suspect another before it is dead; never more than half of those that are there.</summary>
    [Range(1, 100)]
    public int Votes { get; set; } = 2;

    /// <summary>Time between two looks at the table of processes in Redis.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TableRefresh { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two marks of life that a process leaves in that table.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan AlivePeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time until a call to another process is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    private const string Name = "[A-Za-z0-9][A-Za-z0-9._-]*";
    private const string NameFix = "expected letters, digits, '.', '_' and '-', e.g. squeezeflow-2";
}
