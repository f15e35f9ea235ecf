namespace SqueezeFlow.Grains.Feeds;

/// <summary>Which venues and markets are read. Section <c>Feeds</c>.</summary>
public sealed class FeedSelectionOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Feeds";

    /// <summary>False to connect nowhere: trades come from a recording.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Venue ids, comma separated; empty for every venue that is alive.</summary>
    public string Exchanges { get; set; } = "";

    /// <summary>
    /// Market ids, patterns such as <c>*:btc*usdt</c>, or base coins, comma separated; <c>*</c> for every trading market;
    /// empty for ten liquid base coins over USD-like quotes.
    /// </summary>
    public string Markets { get; set; } = "";

    /// <summary>Connections that read each market; 1 to 3.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 3)]
    public int Redundancy { get; set; } = 1;
}
