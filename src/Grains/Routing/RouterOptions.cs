using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Grains.Routing;

/// <summary>How trades travel from feeds to symbol grains. Section <c>Router</c>.</summary>
public sealed class RouterOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Router";

    /// <summary>Wall time that a trade waits at most before it leaves for its symbol; many of a market, and one that ends a strategy bar, leave at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.005", "00:00:05")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Trades of one market held at most while its symbol cannot take them.</summary>
    [Range(1_024, 10_000_000)]
    public int Capacity { get; set; } = 50_000;

    /// <summary>True to make a feed wait when a buffer is full (simulated and replayed markets); false to drop the oldest and count them.</summary>
    public bool Block { get; set; }

    /// <summary>
    /// Trades of a silo kept at most, in a cluster, until they are stored for all silos: a symbol that moves or comes back is handed them again. Beyond it the oldest go, and are
    /// counted.
    /// </summary>
    [Range(10_000, 100_000_000)]
    public int KeptTrades { get; set; } = 2_000_000;
}
