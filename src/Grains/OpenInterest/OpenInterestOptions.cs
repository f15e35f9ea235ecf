using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Grains.OpenInterest;

/// <summary>Whose open interest is collected. Section <c>OpenInterest</c>.</summary>
public sealed class OpenInterestOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "OpenInterest";

    /// <summary>Whether it is collected.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Base coins, comma separated (<c>OI_SYMBOLS</c>).</summary>
    public string Symbols { get; set; } = "BTC,ETH";

    /// <summary>Venue ids, comma separated; empty for every venue that is read and tells its open interest.</summary>
    public string Exchanges { get; set; } = "";

    /// <summary>Time between two sums (<c>OI_COLLECTION_INTERVAL</c>). How often each venue is asked is a matter of the venue.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:05:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Base coins, upper case, each once.</summary>
    public IReadOnlyList<string> Coins() => [.. Words(Symbols).Select(word => word.ToUpperInvariant()).Distinct()];

    /// <summary>Venue ids named.</summary>
    public IReadOnlyList<string> Named() => Words(Exchanges);

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
