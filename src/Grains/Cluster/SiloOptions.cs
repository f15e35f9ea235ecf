using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Grains.Cluster;

/// <summary>What a silo does among others. Section <c>Cluster</c>; alone it does nothing of it.</summary>
public sealed class SiloOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Cluster";

    /// <summary>How long a stop takes feeds and symbols to other silos, and waits until what was read here is stored for them, before it goes on; zero to leave at once. The whole stop may take as much longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether venues see all silos at one address: then they share what a venue allows from one. False where each has an address of its own.</summary>
    public bool SharedAddress { get; set; } = true;
}
