using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Grains.Refill;

/// <summary>How missed trades are asked for. Section <c>Feeds:Refill</c>.</summary>
public sealed class RefillOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Feeds:Refill";

    /// <summary>Whether gaps are filled over the venues' REST interfaces.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Market time of the longest gap that is filled; a longer one is only recorded: its bars come from the venue's own where these tell buys from sells.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Time for which one gap is tried, and for which trades after a long gap may wait for it.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Trades of one market that may wait for a gap before them.</summary>
    [Range(1_000, 10_000_000)]
    public int MostHeld { get; set; } = 500_000;
}
